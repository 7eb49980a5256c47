"""The number a citizen can say on the phone: office, year, running number."""

from django.db import connection

_NEXT = """
    INSERT INTO cases_casecounter (scope, last) VALUES (%s, 1)
    ON CONFLICT (scope) DO UPDATE SET last = cases_casecounter.last + 1 RETURNING last
"""
VOWELS = str.maketrans("", "", "AEIOU")


def short(office_name: str) -> str:
    """Three letters of an office: Kelurahan Mintaragen -> MNT. Only a handle: the office key keeps numbers apart."""
    last = office_name.split()[-1].upper() if office_name.split() else "SBY"
    consonants = last[0] + last[1:].translate(VOWELS)
    return (consonants + last[1:] + "XXX")[:3]


def next_number(office_key: str, office_name: str, year: int) -> str:
    """Take the next number; the counter row stays locked until the case is written."""
    with connection.cursor() as cursor:
        cursor.execute(_NEXT, [f"{office_key}/{year}"])
        value = cursor.fetchone()[0]
    return f"{short(office_name)}-{year % 100:02d}-{value:04d}"
