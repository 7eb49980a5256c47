"""The case page: evidence with its sources, a decision that keeps what was typed, a second press that changes nothing."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from sebayu.core.cases.models import Case
from sebayu.core.exchange.models import Evidence
from sebayu.core.exchange.types import Item, Other
from sebayu.core.identity.models import Account, Mandate, Post
from sebayu.core.ledger.access import writing
from sebayu.core.ledger.models import LedgerEntry
from sebayu.web.tests import flow
from sebayu.web.tests.town import BACKEND, Town


def doubt(case: Case, path: str, value: object = "lain", source: str = "dukcapil") -> None:
    """Another register says something else."""
    with writing():
        evidence = Evidence.objects.get(pk=case.evidence_id)
        old = evidence.items[path]
        evidence.put(
            path, Item(**{**_fields(old), "status": "conflict", "others": (Other(source, value=value),)})
        )
        evidence.save()
    Case.objects.filter(pk=case.pk).update(conflicts=1)


def lose(case: Case, path: str) -> None:
    """Nobody knows it any more."""
    with writing():
        evidence = Evidence.objects.get(pk=case.evidence_id)
        old = evidence.items[path]
        evidence.put(path, Item(kind=old.kind, status="missing", reason="not_connected", next="manual"))
        evidence.save()
    Case.objects.filter(pk=case.pk).update(known=case.needed - 1)


def _fields(item: Item) -> dict:
    return {name: getattr(item, name) for name in item.__dataclass_fields__}


def test_evidence_stands_beside_the_decision(budi: Client, town: Town) -> None:
    case = flow.attested(town)
    html = budi.get(f"/meja/urusan/{case.pk}/").content.decode()
    for text in ("Sari Wulandari", "Catatan daerah", "satu sumber", "Keputusan", "Setujui", "diteruskan ke Lurah",
                 "Kembalikan ke warga", "Tolak", "Inpres 4/2025", "Mendaftar sekolah", "Warga dapat melihatnya"):  # fmt: skip
        assert text in html, text
    assert "3376025507850001" not in html.replace(" ", "")
    assert f"/meja/urusan/{case.pk}/gambar/" in html


def test_opening_a_case_is_one_read_with_the_facts_shown(budi: Client, town: Town) -> None:
    case = flow.attested(town)
    before = LedgerEntry.objects.count()
    budi.get(f"/meja/urusan/{case.pk}/")
    entry = LedgerEntry.objects.latest("id")
    assert LedgerEntry.objects.count() == before + 1
    assert (entry.act, entry.case_id, entry.actor_name) == ("read", case.pk, "Budi Prasetya")
    assert "household.welfare_decile" in entry.facts
    assert case.subject_id in entry.subjects


def test_case_page_costs_at_most_fifteen_queries(budi: Client, town: Town) -> None:
    case = flow.attested(town)
    budi.get(f"/meja/urusan/{case.pk}/")
    with CaptureQueriesContext(connection) as queries:
        budi.get(f"/meja/urusan/{case.pk}/")
    assert len(queries) <= 15


@pytest.mark.parametrize("who", ["tuti", "sari", "joko", "darmo"])
def test_case_does_not_exist_for_others(as_, town: Town, who: str) -> None:
    case = flow.attested(town)
    client = as_(getattr(town, who))
    base = f"/meja/urusan/{case.pk}/"
    for page in ("", "gambar/"):
        response = client.get(f"{base}{page}")
        assert response.status_code in {403, 404}, page
        assert "Sari Wulandari" not in response.content.decode()
    for page in ("putuskan/", "catat/", "pegang/", "buka-kembali/"):
        response = client.post(
            f"{base}{page}", {"verdict": "approve", "step": case.step_index, "reason": "uji coba"}
        )
        assert response.status_code in {403, 404}, page
    case.refresh_from_db()
    assert (case.state, case.step_kind, case.holder_name) == ("open", "check", "")


def test_ketua_rt_is_led_to_the_one_question_and_sees_no_evidence(
    darmo: Client, budi: Client, town: Town
) -> None:
    case = flow.opened(town)
    response = darmo.get(f"/meja/urusan/{case.pk}/")
    assert response["Location"] == f"/keterangan/{case.attest_token}/"
    assert "Sari Wulandari" in darmo.get("/meja/").content.decode()
    officers = budi.get(f"/meja/urusan/{case.pk}/").content.decode()
    assert "Sekarang di meja Ketua RT\u00a004/RW\u00a005." in officers
    assert 'name="verdict"' not in officers


def test_approving_opens_the_next_case_and_a_second_press_changes_nothing(budi: Client, town: Town) -> None:
    one, two = sorted((flow.attested(town), flow.attested(town)), key=lambda c: (c.step_due_at, c.pk))
    data = {"verdict": "approve", "step": one.step_index, "note": "", "rw": "005"}
    response = budi.post(f"/meja/urusan/{one.pk}/putuskan/", data)
    assert response["Location"] == f"/meja/urusan/{two.pk}/?rw=005"
    one.refresh_from_db()
    assert one.step_kind == "sign"
    events = one.events.count()
    again = budi.post(f"/meja/urusan/{one.pk}/putuskan/", data)
    assert again.status_code == 409
    assert "urusan sudah berpindah" in again.content.decode()
    assert one.events.count() == events


@pytest.mark.parametrize("verdict", ["return", "refuse"])
def test_reason_is_asked_for_and_what_was_typed_stays(budi: Client, town: Town, verdict: str) -> None:
    case = flow.attested(town)
    url = f"/meja/urusan/{case.pk}/putuskan/"
    response = budi.post(url, {"verdict": verdict, "step": case.step_index, "note": "  "})
    html = response.content.decode()
    assert response.status_code == 422
    assert "Tulis alasannya" in html
    assert f'value="{verdict}" data-key="{"b" if verdict == "return" else "t"}" checked' in html
    nothing = budi.post(url, {"step": case.step_index, "note": "Untuk <sekolah> mana?"})
    assert nothing.status_code == 422
    assert "Untuk &lt;sekolah&gt; mana?" in nothing.content.decode()
    assert (
        budi.post(
            url, {"verdict": verdict, "step": case.step_index, "note": "Untuk sekolah mana?"}
        ).status_code
        == 302
    )
    case.refresh_from_db()
    assert case.state == {"return": "waiting_citizen", "refuse": "refused"}[verdict]


def test_a_login_that_ended_midway_keeps_the_note(budi: Client, town: Town) -> None:
    case = flow.attested(town)
    budi.logout()
    data = {"verdict": "return", "step": str(case.step_index), "note": "Alamat di KTP beda, mohon dijelaskan"}
    response = budi.post(f"/meja/urusan/{case.pk}/putuskan/", data)
    assert response["Location"].startswith("/masuk/")
    assert "Alamat" not in response["Location"]
    budi.force_login(town.budi, backend=BACKEND)
    html = budi.get("/masuk/lanjut/").content.decode()
    assert "Alamat di KTP beda, mohon dijelaskan" in html
    assert f'action="/meja/urusan/{case.pk}/putuskan/"' in html
    case.refresh_from_db()
    assert case.state == "open"


def test_missing_fact_is_recorded_with_where_it_was_seen(budi: Client, town: Town) -> None:
    case = flow.attested(town)
    lose(case, "household.welfare_decile")
    html = budi.get(f"/meja/urusan/{case.pk}/").content.decode()
    assert "belum diketahui" in html
    assert "Catat yang Anda lihat" in html
    blocked = budi.post(f"/meja/urusan/{case.pk}/putuskan/", {"verdict": "approve", "step": case.step_index})
    assert "Belum semua data diketahui" in blocked.content.decode()
    url = f"/meja/urusan/{case.pk}/catat/"
    wrong = budi.post(url, {"path": "household.welfare_decile", "value": "tiga", "seen_in": "DTSEN"})
    assert wrong.status_code == 422
    assert 'value="tiga"' in wrong.content.decode()
    assert (
        budi.post(url, {"path": "household.welfare_decile", "value": "3", "seen_in": ""}).status_code == 422
    )
    done = budi.post(url, {"path": "household.welfare_decile", "value": "3", "seen_in": "Portal DTSEN"})
    assert done.status_code == 302
    case.refresh_from_db()
    assert case.evidence_complete
    html = budi.get(f"/meja/urusan/{case.pk}/").content.decode()
    assert "Portal DTSEN" in html
    assert "dilihat petugas" in html


@pytest.mark.parametrize("path", ["person.religion", "answers.purpose", "x", "", "household.welfare_decile'"])
def test_a_fact_the_case_does_not_need_cannot_be_recorded(budi: Client, town: Town, path: str) -> None:
    case = flow.attested(town)
    response = budi.post(f"/meja/urusan/{case.pk}/catat/", {"path": path, "value": "islam", "seen_in": "KTP"})
    assert response.status_code in {404, 422}


def test_conflict_is_marked_and_settled_by_choosing(budi: Client, town: Town) -> None:
    case = flow.attested(town)
    doubt(case, "person.birth_place", "Brebes")
    html = budi.get(f"/meja/urusan/{case.pk}/").content.decode()
    assert 'class="odd"' in html
    assert "1 data ditulis berbeda" in html
    assert "Brebes" in html
    url = f"/meja/urusan/{case.pk}/catat/"
    assert budi.post(url, {"path": "person.birth_place", "value": "7", "seen_in": "Akta"}).status_code == 422
    budi.post(url, {"path": "person.birth_place", "value": "1", "seen_in": "Akta kelahiran"})
    with writing():
        item = Evidence.objects.get(pk=case.evidence_id).items["person.birth_place"]
    assert (item.value, item.status) == ("Brebes", "known")
    case.refresh_from_db()
    assert case.conflicts == 0


def test_decision_by_who_does_not_hold_it_is_refused(rina: Client, town: Town) -> None:
    case = flow.attested(town)
    html = rina.get(f"/meja/urusan/{case.pk}/").content.decode()
    assert "Sekarang di meja Petugas." in html
    data = {"verdict": "approve", "step": case.step_index}
    assert rina.post(f"/meja/urusan/{case.pk}/putuskan/", data).status_code == 403
    case.refresh_from_db()
    assert case.step_kind == "check"


def test_picture_of_the_draft_is_a_read_of_its_own(budi: Client, town: Town) -> None:
    case = flow.attested(town)
    before = LedgerEntry.objects.filter(act="read", case_id=case.pk).count()
    response = budi.get(f"/meja/urusan/{case.pk}/gambar/")
    assert response["Content-Type"] == "image/png"
    assert response.content.startswith(b"\x89PNG")
    assert LedgerEntry.objects.filter(act="read", case_id=case.pk).count() == before + 1


def test_history_shows_officers_the_notes_between_them(
    budi: Client, rina: Client, sari: Client, town: Town
) -> None:
    case = flow.attested(town)
    note = "Sudah saya telepon"
    budi.post(
        f"/meja/urusan/{case.pk}/putuskan/", {"verdict": "approve", "step": case.step_index, "note": note}
    )
    assert note in rina.get(f"/meja/urusan/{case.pk}/").content.decode()
    assert note not in sari.get(f"/urusan/{case.pk}/").content.decode()


def test_head_reopens_a_refused_case_with_a_reason(rina: Client, budi: Client, town: Town) -> None:
    case = flow.refused(town)
    assert "Buka kembali urusan ini" in rina.get(f"/meja/urusan/{case.pk}/").content.decode()
    assert rina.post(f"/meja/urusan/{case.pk}/buka-kembali/", {"reason": ""}).status_code == 422
    assert (
        budi.post(f"/meja/urusan/{case.pk}/buka-kembali/", {"reason": "Data diperbaiki"}).status_code == 403
    )
    rina.post(f"/meja/urusan/{case.pk}/buka-kembali/", {"reason": "Data diperbaiki"})
    case.refresh_from_db()
    assert case.state == "open"


def test_a_held_case_is_handed_to_a_colleague_and_taken_back(budi: Client, as_, town: Town) -> None:
    case = flow.attested(town)
    assert "Serahkan" not in budi.get(f"/meja/urusan/{case.pk}/").content.decode()  # nobody holds it
    wati = Account.objects.create_user(name="Wati Lestari", email="wati@contoh.test")
    post = Post.objects.create(
        key="kel_mintaragen.petugas_dua", office_id="kel_mintaragen", role="officer", title="Petugas", valid_from="2020-01-01"
    )  # fmt: skip
    Mandate.objects.create(account=wati, post=post, valid_from="2020-01-01")
    budi.post(f"/meja/urusan/{case.pk}/pegang/")
    page = budi.get(f"/meja/urusan/{case.pk}/").content.decode()
    assert f'<option value="{wati.pk}">Wati Lestari</option>' in page
    url = f"/meja/urusan/{case.pk}/serahkan/"
    assert budi.post(url, {"to": ""}).status_code == 422
    assert budi.post(url, {"to": str(town.rina.pk)}).status_code == 422
    said = budi.post(url, {"to": str(wati.pk), "note": "Saya cuti"}, follow=True).content.decode()
    assert "diserahkan kepada Wati Lestari" in said and "Saya pegang urusan ini" in said
    assert str(case.pk) in as_(wati).get("/meja/kotak/saya-pegang/").content.decode()
    budi.post(f"/meja/urusan/{case.pk}/pegang/")
    case.refresh_from_db()
    assert case.holder_name == "Budi Prasetya"
