"""Walking a case through its steps in tests, by the people whose turn it is."""

from sebayu.core.cases import actions
from sebayu.core.cases.models import Case
from sebayu.core.exchange.gathering import gather
from sebayu.core.exchange.types import SubjectRef
from sebayu.core.identity.acting import actor_for
from sebayu.core.ledger import Purpose
from sebayu.core.services import catalogue
from sebayu.web.tests.town import Town

SCHOOL = "Mendaftar sekolah"


def opened(town: Town, key: str = "uji_tidak_mampu") -> Case:
    """Bu Sari's request; its first step lies with Pak Darmo, ketua RT."""
    service = catalogue.get(key)
    sari = town.citizen(town.sari)
    purpose = Purpose(service.title, str(service.basis), service=key)
    evidence = gather(
        service=service, roles={"person": SubjectRef("person", sari.person_id)}, by=sari, purpose=purpose
    )
    return actions.open_case(by=sari, service_key=key, evidence_id=evidence.pk, answers={"purpose": SCHOOL})


def attested(town: Town, answer: str = "yes") -> Case:
    case = opened(town)
    return actions.attest(by=actor_for(town.darmo), case_id=case.pk, answer=answer)


def returned(town: Town, note: str = "Untuk sekolah yang mana?") -> Case:
    case = attested(town)
    return actions.decide_step(by=actor_for(town.budi), case_id=case.pk, verdict="return", note=note)


def refused(town: Town, note: str = "Keluarga Anda di atas desil 4.") -> Case:
    case = attested(town)
    return actions.decide_step(by=actor_for(town.budi), case_id=case.pk, verdict="refuse", note=note)


def ready_to_sign(town: Town) -> Case:
    case = attested(town)
    return actions.decide_step(by=actor_for(town.budi), case_id=case.pk, verdict="approve")
