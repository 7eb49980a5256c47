"""The demo's commitments for Kota Tegal: one that was signed a while ago, and one that is ready for its ceremony.

People and promises are invented. Elsewhere nothing is filled in: who promised what in Purbalingga is not known, and the pages say so.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from django.utils import timezone

from sebayu.core.areas import region
from sebayu.core.identity.acting import actor_for, holder
from sebayu.core.identity.models import Account
from sebayu.core.indicators import catalogue
from sebayu.core.ledger import Actor
from sebayu.core.notify.models import Message
from sebayu.programmes.movement.ceremony import actions as ceremony
from sebayu.programmes.movement.commitments import actions
from sebayu.programmes.movement.commitments.models import Commitment, Seat
from sebayu.programmes.movement.plan.models import Initiative
from sebayu.programmes.movement.signing import actions as signing
from sebayu.sandbox.town import PASSPHRASE

REGION, ROOT = "kota_tegal", "kota_tegal"
SECRETARIAT = "opd_diskominfo.sekretariat_gerakan"
AGO = dt.timedelta(days=100)
GUEST = {
    "name": "Dr. Ir. Sulistyo Anggoro, M.T. (rekaan)",
    "title": "Wakil Rektor Bidang Kerja Sama",
    "organisation": "Universitas Contoh Pantura",
    "email": "sulistyo.anggoro@kampus.example",
}
# capacity, seat, promises: text, days from today, indicator, baseline, target, programme whose quick win proves it
Promise = tuple[str, int, str, str, str, str]
SIGNED: list[tuple[str, Any, list[Promise]]] = [
    ("opd_head", "opd_diskominfo", [
        ("Sembilan dari sepuluh surat kelurahan diputus sebelum batas waktunya", 80, "letters.on_time", "60", "90", ""),
        ("Separuh surat terbit tanpa satu pun pertanyaan kepada warga", 200, "letters.asked_nothing", "10", "50", ""),
    ]),
    ("opd_head", "opd_dishub", [("Lampu jalan yang padam menyala lagi dalam tiga hari", 150, "", "", "", "street_lights")]),
    ("opd_head", "opd_dlh", [("Limbah B3 rumah tangga terkumpul di setiap kecamatan", 240, "", "", "", "hazardous_waste")]),
    ("opd_head", "opd_disdikbud", [("Setiap anak tidak sekolah didatangi dan ditawari jalan kembali", 120, "", "", "", "back_to_school")]),
    ("opd_head", "opd_disnakerin", [("Pencari kerja di Job Cafe diantar sampai ke pemberi kerja", 90, "", "", "", "job_cafe")]),
    ("opd_head", "kec_tegal_timur.camat", [
        ("Sembilan dari sepuluh surat di Tegal Timur diputus sebelum batas waktunya", 85, "letters.on_time@area:33.76.02", "55", "90", ""),
    ]),
    ("sekda", "sekda", [("Data yang sudah ada pada pemerintah tidak ditanyakan lagi kepada warga", 260, "letters.facts_share", "70", "95", "")]),
    ("academic", GUEST, [("Sepuluh mahasiswa mendampingi warga yang belum terbiasa setiap semester", 60, "", "", "", "")]),
    ("regional_head", "wali_kota", [
        ("Kepuasan masyarakat atas surat kelurahan mencapai nilai A", 250, "letters.satisfaction", "76", "88.31", ""),
        ("Surat yang keliru dan harus dicabut di bawah satu persen", -10, "letters.taken_back", "4", "1", ""),
    ]),
]  # fmt: skip
READY: list[tuple[str, Any, list[Promise]]] = [
    ("opd_head", "opd_dukcapil", [("Perubahan data kependudukan terbaca kelurahan pada hari yang sama", 180, "", "", "", "")]),
    ("opd_head", "opd_diskominfo", [("Tidak ada layanan baru yang meminta fotokopi KTP", 365, "letters.asked_nothing", "10", "60", "")]),
    ("opd_head", "opd_dishub", [("Laporan lampu padam diterima dari WhatsApp tanpa memasang aplikasi", 120, "", "", "", "")]),
    ("opd_head", "opd_dinsos", [("Surat keterangan tidak mampu berhenti diminta; desil dibaca dari register", 200, "", "", "", "")]),
    ("sekda", "sekda", [("Perwal satu data perangkat daerah ditetapkan", 150, "", "", "", "")]),
    ("private_partner", {"name": "Melani Contoh, S.E. (rekaan)", "title": "Ketua", "organisation": "Forum Usaha Contoh Tegal",
                         "email": "melani@usaha.example"},
     [("Lowongan anggota forum dilaporkan lewat satu pintu", 180, "", "", "", "")]),
    ("regional_head", "wali_kota", [("Setiap Senin janji yang tertinggal dibahas terbuka", 365, "", "", "", "")]),
]  # fmt: skip


def fill(say: Callable[[str], None]) -> None:
    """Nothing where it is there already, or where nothing is known."""
    planner = _actor(SECRETARIAT)
    if region.pack().key != REGION or planner is None or Commitment.objects.exists():
        return
    signed = _prepare(
        planner, "Komitmen Bersama Gerakan Menuju Kota Cerdas",
        "Kami bersepakat bahwa setiap warga dilayani tanpa mengisi apa yang sudah diketahui pemerintah, dan setiap janji di bawah ini dapat diperiksa siapa pun.",
        SIGNED, ceremony_at=timezone.now() - AGO,
    )  # fmt: skip
    _sign_all(signed)
    ceremony.conclude(by=planner, commitment_id=signed.id)
    _a_while_ago(signed)
    at = timezone.localtime(timezone.now() + dt.timedelta(days=5)).replace(
        hour=9, minute=0, second=0, microsecond=0
    )
    ready = _prepare(
        planner, "Komitmen Bersama Layanan Tanpa Fotokopi",
        "Kami bersepakat berhenti meminta salinan surat yang datanya sudah ada pada pemerintah.", READY, ceremony_at=at,
    )  # fmt: skip
    say(f"Komitmen Bersama: {signed.number} selesai ditandatangani, {ready.number} siap diupacarakan")


def _actor(post_key: str) -> Actor | None:
    who = holder(post_key)
    return actor_for(Account.objects.get(id=who.account_id)) if who else None


def _prepare(
    planner: Actor, title: str, preamble: str, seats: list, *, ceremony_at: dt.datetime
) -> Commitment:
    commitment = actions.create(
        by=planner,
        title=title,
        preamble=preamble,
        considerations="bahwa warga berhak atas pelayanan yang cepat dan mudah\nbahwa setiap janji harus jelas siapa yang menepatinya",
        office_key=ROOT,
        place="Balai Kota Tegal",
        ceremony_at=ceremony_at,
    )
    for capacity, who, promises in seats:
        guest = who if isinstance(who, dict) else {"post_key": _post(who)}
        seat = actions.add_seat(by=planner, commitment_id=commitment.id, capacity=capacity, **guest)
        for promise in promises:
            _promise(planner, seat, *promise)
    return signing.issue(by=planner, commitment_id=commitment.id)


def _post(who: str) -> str:
    if "." in who:
        return who
    return f"{who}.kepala" if who.startswith("opd_") else f"{ROOT}.{who}"


def _promise(
    planner: Actor,
    seat: Seat,
    text: str,
    days: int,
    indicator: str,
    baseline: str,
    target: str,
    programme: str,
) -> None:
    known = {row.key for row in catalogue.all()}
    proven = {}
    indicator, _at, scope = indicator.partition("@")
    if indicator in known:
        proven = {
            "indicator_key": indicator,
            "target": Decimal(target),
            "baseline": Decimal(baseline),
            "scope": scope or "region",
        }
    if programme:
        initiative = Initiative.objects.in_force().filter(programme_key=programme).order_by("code").first()
        proven["initiative"] = initiative
    due = timezone.localdate() + dt.timedelta(days=days)
    actions.add_promise(by=planner, seat_id=seat.id, text=text, due_on=due, **proven)


def _sign_all(commitment: Commitment) -> None:
    for seat in commitment.seats.order_by("group", "position"):
        if seat.is_guest:
            _sign_as_guest(seat)
        else:
            signing.sign(by=_actor(seat.post_key), seat_id=seat.id, passphrase=PASSPHRASE)


def _sign_as_guest(seat: Seat) -> None:
    """With the link and the code as they reached the guest's mail."""
    mail = Message.objects.filter(account_id=seat.id)
    token = (
        mail.filter(template="commitment_link")
        .latest("created_at")
        .secret["path"]
        .rstrip("/")
        .rsplit("/", 1)[1]
    )
    signing.send_code(by=Actor.public(), token=token)
    code = mail.filter(template="commitment_code").latest("created_at").secret["code"]
    signing.sign_by_link(by=Actor.public(), token=token, code=code)


def _a_while_ago(commitment: Commitment) -> None:
    """The demo's promises have been running for some time. Only the dates of the part's own record move, in this invented town;
    the signatures in the document keep the moment at which the simulator put them."""
    began = timezone.localtime(timezone.now() - AGO).replace(hour=10, minute=0, second=0, microsecond=0)
    for n, seat in enumerate(commitment.seats.order_by("marked_at"), 1):
        Seat.objects.filter(id=seat.id).update(marked_at=began + n * dt.timedelta(minutes=2))
    ended = began + dt.timedelta(minutes=25)
    moved = {"created_at": began - AGO, "ceremony_at": began, "issued_at": began - dt.timedelta(days=2)}
    Commitment.objects.filter(id=commitment.id).update(**moved, concluded_at=ended)
