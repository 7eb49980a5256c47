"""Pairs in the register: born the same day, of the same sex, with names alike, and something more that binds them."""

from django.db import connection

from sebayu.core.registry.importing.judging import SUSPICIOUS
from sebayu.core.registry.likeness import likeness
from sebayu.core.registry.models import SuspectedPair

MOST = 1000  # the most alike first; more than a person decides in a month
# Names alike on one birthday are common in a large town: somebody without NIK, the same mother or the same family card makes it a suspicion.
_SQL = """
SELECT a.id, b.id, a.area_code, a.name, b.name, a.mother_name, b.mother_name,
       a.nik IS NULL OR b.nik IS NULL OR a.household_id = b.household_id
FROM registry_person a JOIN registry_person b ON b.birth_date = a.birth_date AND b.sex = a.sex AND b.id > a.id
WHERE a.name_keys && b.name_keys AND a.alive AND b.alive AND a.moved_out_at IS NULL AND b.moved_out_at IS NULL
  AND (a.area_code = %s OR a.area_code LIKE %s) AND (b.area_code = %s OR b.area_code LIKE %s)
  AND (a.nik IS NULL OR b.nik IS NULL OR a.household_id = b.household_id OR (a.mother_name <> '' AND b.mother_name <> ''))
  AND NOT EXISTS (SELECT 1 FROM registry_suspectedpair p WHERE p.person_id = a.id AND p.other_id = b.id)
"""


def pairs(area: str) -> list[SuspectedPair]:
    """Those not known yet, unsaved. Inside open personal tables only."""
    found: list[SuspectedPair] = []
    with connection.cursor() as cursor:
        cursor.execute(_SQL, [area, f"{area}.%", area, f"{area}.%"])
        for one, other, code, name, second, mother, second_mother, bound in cursor.fetchall():
            alike = likeness(name, second)
            if alike < SUSPICIOUS or not (bound or likeness(mother, second_mother) >= SUSPICIOUS):
                continue
            distance = 100 - round(alike * 100)
            found.append(SuspectedPair(person_id=one, other_id=other, area_code=code, distance=distance))
    return sorted(found, key=lambda pair: (pair.distance, str(pair.person_id)))[:MOST]
