"""The number a citizen can say on the phone: office, year, running number."""

from django.db import connection

_NEXT = """
    INSERT INTO cases_casecounter (scope, last) VALUES (%s, 1)
    ON CONFLICT (scope) DO UPDATE SET last = cases_casecounter.last + 1 RETURNING last
"""
LETTERS = 3
VOWELS = str.maketrans("", "", "AEIOU")


def short(office_name: str) -> str:
    """Three letters of an office: Kelurahan Mintaragen -> MNT, Kelurahan Pesurungan Lor -> PLR. Two offices may share them."""
    words = [word.upper() for word in office_name.split() if word.isalpha()]
    names = words[1:] or words or ["SBY"]
    last = names[-1]
    if len(names) == 1 and len(last) <= LETTERS:
        return last.ljust(LETTERS, "X")
    letters = "".join(word[0] for word in names[:-1]) + last[0] + last[1:].translate(VOWELS)
    return (letters + last[1:] + "XXX")[:LETTERS]


def next_number(office_name: str, year: int) -> str:
    """Take the next number; the counter row stays locked until the case is written. Offices with the same letters share a
    counter, so that a number means one case in the whole region."""
    letters = short(office_name)
    with connection.cursor() as cursor:
        cursor.execute(_NEXT, [f"{letters}/{year}"])
        value = cursor.fetchone()[0]
    return f"{letters}-{year % 100:02d}-{value:04d}"
