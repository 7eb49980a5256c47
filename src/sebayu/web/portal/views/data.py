"""My data with their owners, and "data ini salah"."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from sebayu.core import facts
from sebayu.core.exchange.actions import request_correction
from sebayu.core.exchange.enums import CorrectionState
from sebayu.core.exchange.gathering import gather
from sebayu.core.exchange.models import CorrectionRequest, Evidence
from sebayu.core.exchange.types import SubjectRef
from sebayu.core.identity.doors import CITIZEN, door
from sebayu.core.ledger import Actor, Purpose
from sebayu.core.ledger.access import reading
from sebayu.core.services import Basis, Service
from sebayu.web import formats
from sebayu.web.components import FactRow, Reason
from sebayu.web.portal import who
from sebayu.web.portal.forms import WrongForm
from sebayu.web.portal.present import facts as fact_rows

# Seeing one's own data is a right (UU 27/2022 art. 7), served by the same gathering as any letter.
SELF = Service(
    key="data_saya",
    title="Data saya",
    summary="Melihat data sendiri",
    basis=Basis("UU 27/2022", "pasal 7"),
    needs=(
        "person.nik", "person.name", "person.birth_place", "person.birth_date", "person.sex", "person.religion",
        "person.marital_status", "person.occupation", "person.education", "person.citizenship", "person.address",
        "person.rt", "person.rw", "person.village", "person.district", "person.regency",
    ),
    optional=(
        "person.kk_number", "person.family_relation", "person.father_name", "person.mother_name", "person.birth_certificate",
        "household.welfare_decile",
    ),
    version="data_saya",
)  # fmt: skip
PURPOSE = Purpose(text="Warga melihat datanya sendiri", basis="UU 27/2022 pasal 7", service=SELF.key)
FAMILY = {"kk_number", "family_relation", "father_name", "mother_name"}


@dataclass(frozen=True)
class Group:
    title: str
    text: str
    rows: Sequence[FactRow]


@door(allow=CITIZEN)
@require_safe
def my_data(request: HttpRequest) -> HttpResponse:
    """What is known about me, fact by fact, from whom and since when."""
    actor = who.me(request)
    ref = SubjectRef("person", actor.subject_id)
    evidence = gather(service=SELF, roles={"person": ref}, by=actor, purpose=PURPOSE)
    view = {"groups": _groups(evidence), "corrections": _corrections(actor)}
    return render(request, "portal/my_data.html", {"view": view})


def _groups(evidence: Evidence) -> list[Group]:
    def wrong_url(path: str) -> str:
        return f"{reverse('portal:wrong', args=[path])}?bukti={evidence.pk}"

    home = {
        path for path in evidence.items if path.startswith("household.") or path.partition(".")[2] in FAMILY
    }
    mine = fact_rows.known(evidence, SELF, wrong_url, only=lambda path: path not in home)
    family = fact_rows.known(evidence, SELF, wrong_url, only=lambda path: path in home)
    groups = [
        Group(_("Diri"), _("Menurut catatan kependudukan."), mine),
        Group(_("Keluarga"), _("Menurut Kartu Keluarga dan data kesejahteraan."), family),
    ]
    return [group for group in groups if group.rows]


def _corrections(actor: Actor) -> list[Reason]:
    """What I said is wrong, and what became of it."""
    if actor.subject_id is None:
        return []
    with reading(by=actor, purpose=PURPOSE, subjects=[actor.subject_id], facts=["person.corrections"]):
        found = list(
            CorrectionRequest.objects.filter(subject_id=actor.subject_id).order_by("-created_at")[:20]
        )
    return [_correction(request) for request in found]


def _correction(request: CorrectionRequest) -> Reason:
    fact = facts.vocabulary().get(request.path)
    owner = facts.vocabulary().owners[request.owner]
    outcome = {CorrectionState.ACCEPTED: True, CorrectionState.DECLINED: False}.get(request.state)
    note = _("dikirim %(day)s kepada %(owner)s") % {
        "day": formats.day(request.created_at),
        "owner": owner.name,
    }
    answer = f". {request.answer}" if request.answer else ""
    return Reason(
        outcome,
        f"{fact.label if fact else request.path}: {CorrectionState(request.state).label}",
        note + answer,
    )


@door(allow=CITIZEN)
@require_http_methods(["GET", "HEAD", "POST"])
def wrong(request: HttpRequest, path: str) -> HttpResponse:
    """Say what is right; the owner of the register answers. Nothing is changed here, for the register is theirs."""
    actor = who.me(request)
    evidence = _evidence(request, actor)
    fact_path = evidence.fact_path(path) if evidence else path
    fact = facts.vocabulary().get(fact_path)
    if fact is None or not fact.registers:
        raise Http404
    owner = facts.vocabulary().owners[fact.owner]
    form = WrongForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        says = "\n".join(filter(None, [form.cleaned_data["claim"], form.cleaned_data["note"]]))
        subject = _subject(actor, evidence, path)
        request_correction(by=actor, path=path, says=says, subject_id=subject, evidence=evidence)
        return redirect("portal:my_data")
    view = {
        "title": _("%(label)s salah?") % {"label": fact.label},
        "fact": _shown(evidence, path, fact),
        "text": _("Tulis yang benar. Kami meneruskannya kepada %(owner)s, pemilik data ini; urusan Anda yang lain tetap berjalan.") % {"owner": owner.name},
        "button": _("Kirim kepada %(owner)s") % {"owner": owner.short},
        "law": _("Yang berwenang membetulkan: %(where)s. Dasar: UU 27/2022 tentang Pelindungan Data Pribadi.") % {"where": owner.correct_at},
        "back_url": reverse("portal:my_data"),
    }  # fmt: skip
    return render(
        request, "portal/wrong.html", {"view": view, "form": form}, status=422 if form.errors else 200
    )


def _evidence(request: HttpRequest, actor: Actor) -> Evidence | None:
    """The evidence the wrong fact was shown from, if it is hers."""
    try:
        key = UUID(request.GET.get("bukti", ""))
    except ValueError:
        return None
    with reading(by=actor, purpose=PURPOSE, detail={"evidence": str(key)}) as note:
        found = Evidence.objects.filter(pk=key).first()
        if found is None or str(actor.subject_id) not in {role.get("id") for role in found.roles.values()}:
            raise Http404
        note.saw([actor.subject_id] if actor.subject_id else [])
    return found


def _subject(actor: Actor, evidence: Evidence | None, path: str) -> UUID:
    ref = evidence.ref(path.partition(".")[0]) if evidence else None
    subject = ref.id if ref and ref.kind == "person" and ref.id else actor.subject_id
    assert subject
    return subject


def _shown(evidence: Evidence | None, path: str, fact: facts.Fact) -> FactRow:
    item = evidence.items.get(path) if evidence else None
    if item is None or not item.usable or path.partition(".")[0] not in evidence.own_roots:
        return FactRow(fact.label, _("belum diketahui"))
    value = facts.mask(fact.path, item.value) if fact.mask == "number" else facts.show(fact.path, item.value)
    return FactRow(fact.label, value, fact_rows.chip_of(item, fact))
