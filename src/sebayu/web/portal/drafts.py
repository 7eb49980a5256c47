"""Drawing a letter that does not exist yet, from the evidence just shown."""

from django.http import Http404
from django.utils import timezone

from sebayu.core.cases.desks import ward_office
from sebayu.core.cases.errors import NoOffice
from sebayu.core.documents import kinds, office, render, sheet
from sebayu.core.documents.actions.drafting import head_post
from sebayu.core.documents.errors import DocumentError
from sebayu.core.exchange.models import Evidence
from sebayu.core.exchange.types import plain
from sebayu.core.services import Service

PPI = 72  # sharp enough to recognise on a phone, light enough for slow 3G


def can_be_drawn(service: Service, evidence: Evidence) -> bool:
    """A letter about a stranger as well would show what only the office may see."""
    return is_ours(service) and all(root in evidence.own_roots for root in evidence.roles)


def is_ours(service: Service) -> bool:
    """Whether the letter is one we can draw, about nobody but the family."""
    if service.gives is None or service.gives.letter not in kinds.every():
        return False
    return all(role.chosen_from != "search" for role in service.roles.values())


def draw(service: Service, evidence: Evidence, *, ppi: int = PPI) -> bytes:
    """The first page as PNG. Who would sign today is printed; number, QR and signature are not there yet."""
    values = {path: plain(value) for path, value in evidence.facts().items()}
    today = timezone.localdate()
    assert service.gives
    try:
        seat = ward_office(values.get("person.area_code") or "", today)
        signers = [office.signer_of(head_post(seat.key), seat, today).printed()]
    except (NoOffice, DocumentError):
        raise Http404 from None
    page = sheet.of_values(
        values,
        roles=dict(evidence.kinds),
        head=office.printed(seat),
        signers=signers,
        paper=office.paper(),
        issued_on=today,
    )
    return render.png(service.gives.letter, page, ppi=ppi)[0]
