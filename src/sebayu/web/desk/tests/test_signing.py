"""Batch signing: flagged first and unticked, one confirmation, a result per letter, nothing repeated by the machine."""

import pytest
from django.db import IntegrityError
from django.test import Client

from sebayu.core.cases.models import Case
from sebayu.core.documents.models import Document
from sebayu.core.documents.tests.fake_bsre import FakeBsre
from sebayu.core.identity.acting import actor_for
from sebayu.core.ledger import access
from sebayu.core.ledger.models import LedgerEntry
from sebayu.web.desk.tests.conftest import PASSPHRASE
from sebayu.web.tests import flow
from sebayu.web.tests.town import Town

SIGN, CONFIRM = "/meja/tanda-tangan/", "/meja/tanda-tangan/konfirmasi/"
RESULT = "/meja/tanda-tangan/hasil/"


def press(client: Client, cases: list[Case], passphrase: str = PASSPHRASE) -> str:
    """Sign the batch to its end; the page that grew meanwhile."""
    data = {"s": [str(case.pk) for case in cases], "sign": "1", "passphrase": passphrase}
    return b"".join(client.post(CONFIRM, data).streaming_content).decode()


def outcome(client: Client) -> str:
    return client.get(RESULT).content.decode()


def test_flagged_letters_come_first_and_are_not_ticked(rina: Client, town: Town) -> None:
    clear, flagged = flow.ready_to_sign(town), flow.ready_to_sign(town)
    Case.objects.filter(pk=flagged.pk).update(conflicts=1)
    html = rina.get(SIGN).content.decode()
    assert "2 surat menunggu tanda tangan Anda" in html
    assert html.index("Lihat dulu") < html.index(str(flagged.pk)) < html.index("Semua syarat terpenuhi")
    assert f'value="{clear.pk}" checked' in html
    assert f'value="{flagged.pk}" checked' not in html
    assert f"/meja/urusan/{clear.pk}/gambar/" in html


def test_only_signers_come_in(as_, town: Town) -> None:
    flow.ready_to_sign(town)
    for account in (town.budi, town.tuti, town.darmo, town.sari):
        assert as_(account).get(SIGN).status_code == 403
        assert as_(account).post(CONFIRM, {"s": []}).status_code == 403


def test_one_confirmation_signs_every_letter_and_says_so(rina: Client, town: Town, bsre: FakeBsre) -> None:
    made = [flow.ready_to_sign(town) for _ in range(3)]
    picked = [str(c.pk) for c in made]
    asked = rina.post(CONFIRM, {"s": picked})
    assert "Tanda tangani 3 surat?" in asked.content.decode()
    assert Case.objects.filter(state="issued").count() == 0
    grown = press(rina, made)
    assert [grown.count(f"{n} dari 3") for n in (1, 2, 3)] == [1, 1, 1]
    assert "3 dari 3 surat ditandatangani" in outcome(rina)
    assert Case.objects.filter(state="issued").count() == 3
    again = rina.post(CONFIRM, {"s": picked, "sign": "1", "passphrase": PASSPHRASE})
    assert again["Location"].endswith("?kosong=1")  # a second press finds nothing left to sign
    assert Document.objects.count() == 3


def test_secret_is_asked_for_and_kept_nowhere(rina: Client, town: Town, bsre: FakeBsre) -> None:
    case = flow.ready_to_sign(town)
    asked = rina.post(CONFIRM, {"s": [str(case.pk)], "sign": "1"})
    assert asked.status_code == 422
    assert "Isi kata sandi sertifikat" in asked.content.decode()
    assert PASSPHRASE not in press(rina, [case]) + outcome(rina)
    assert PASSPHRASE not in str(dict(rina.session))
    assert not LedgerEntry.objects.filter(detail__icontains=PASSPHRASE).exists()


def test_wrong_secret_stops_before_the_certificate_is_locked(
    rina: Client, town: Town, bsre: FakeBsre
) -> None:
    made = [flow.ready_to_sign(town) for _ in range(3)]
    press(rina, made, "salah sekali")
    html = outcome(rina)
    assert "0 dari 3 surat ditandatangani" in html
    assert "2 surat belum disentuh" in html
    assert Document.objects.count() == 1  # numbered once; it keeps its number


def test_unknown_outcome_is_explained_and_settled_by_a_person(
    rina: Client, town: Town, bsre: FakeBsre
) -> None:
    case = flow.ready_to_sign(town)
    bsre.mode = "timeout"
    press(rina, [case])
    html = outcome(rina)
    assert "Ada hasil yang belum pasti" in html
    document = Document.objects.get()
    assert document.state == "unknown"
    page = rina.get(f"/meja/urusan/{case.pk}/").content.decode()
    assert "Hasil tanda tangan belum pasti" in page
    assert 'name="verdict"' not in page
    assert document.number in rina.get("/meja/tanda-tangan/belum-pasti/").content.decode()
    url = f"/meja/tanda-tangan/belum-pasti/{document.pk}/"
    assert rina.post(url, {"how": "again", "reason": ""}).status_code == 422
    assert rina.post(url, {"how": "found", "reason": "Ada di catatan"}).status_code == 422
    rina.post(url, {"how": "again", "reason": "Tidak ada di catatan BSrE"})
    bsre.mode = "ok"
    press(rina, [case])
    case.refresh_from_db()
    assert case.state == "issued"
    assert Document.objects.get().number == document.number


def test_hanging_letters_of_another_office_do_not_exist(
    rina: Client, tuti: Client, darmo: Client, town: Town, bsre: FakeBsre
) -> None:
    case = flow.ready_to_sign(town)
    bsre.mode = "timeout"
    press(rina, [case])
    document = Document.objects.get()
    url = f"/meja/tanda-tangan/belum-pasti/{document.pk}/"
    assert tuti.get(url).status_code == 404
    assert darmo.get(url).status_code == 403
    assert document.number not in tuti.get("/meja/tanda-tangan/belum-pasti/").content.decode()


def test_one_letter_is_signed_on_its_own_page(rina: Client, town: Town, bsre: FakeBsre) -> None:
    case = flow.ready_to_sign(town)
    url = f"/meja/urusan/{case.pk}/putuskan/"
    data = {"verdict": "sign", "step": case.step_index, "note": ""}
    assert rina.post(url, data).status_code == 422
    wrong = rina.post(url, {**data, "passphrase": "salah"})
    assert wrong.status_code == 422
    assert (
        "salah"
        not in wrong.content.decode()
        .replace("yang salah", "")
        .replace("sandi salah", "")
        .lower()
        .split('type="password"')[1]
        .split(">")[0]
    )
    assert rina.post(url, {**data, "passphrase": PASSPHRASE}).status_code == 302
    case.refresh_from_db()
    assert case.state == "issued"


@pytest.mark.parametrize("picked", [[], ["x"], ["00000000-0000-0000-0000-000000000000"]])
def test_nothing_to_sign_asks_nothing(rina: Client, town: Town, picked: list[str]) -> None:
    flow.ready_to_sign(town)
    response = rina.post(CONFIRM, {"s": picked}, follow=True)
    assert "Belum ada surat yang dipilih" in response.content.decode()


def test_own_letter_is_not_signed_by_oneself(rina: Client, town: Town, bsre: FakeBsre) -> None:
    case = flow.ready_to_sign(town)
    town.sari.person_id = None
    town.sari.save()
    town.rina.person_id = case.subject_id
    town.rina.save()
    assert actor_for(town.rina).person_id == case.subject_id
    assert f'value="{case.pk}"' not in rina.get(SIGN).content.decode()
    rina.post(CONFIRM, {"s": [str(case.pk)], "sign": "1", "passphrase": PASSPHRASE})
    case.refresh_from_db()
    assert case.state == "open"


def test_a_broken_connection_stops_between_two_letters_and_the_result_says_which(
    rina: Client, town: Town, bsre: FakeBsre
) -> None:
    made = [flow.ready_to_sign(town) for _ in range(3)]
    data = {"s": [str(c.pk) for c in made], "sign": "1", "passphrase": PASSPHRASE}
    response = rina.post(CONFIRM, data)
    stream = iter(response.streaming_content)
    next(stream), next(stream)  # the head of the page, and the first letter
    response._iterator.close()  # the phone went out of reach: what the server does then
    html = outcome(rina)
    assert "1 dari 3 surat ditandatangani" in html
    assert "2 surat belum disentuh" in html and "Sambungan terputus" in html
    assert Case.objects.filter(state="issued").count() == 1
    press(rina, made)
    assert "2 dari 2 surat ditandatangani" in outcome(rina)
    assert Document.objects.filter(state="signed").count() == 3


def test_a_letter_whose_process_died_at_the_signer_is_unknown(
    rina: Client, town: Town, bsre: FakeBsre
) -> None:
    made = [flow.ready_to_sign(town) for _ in range(2)]
    press(rina, made, "salah sekali")
    with access.writing():
        document = Document.objects.get()
        document.state = "signing"
        document.save()
    html = outcome(rina)
    assert "Ada hasil yang belum pasti" in html
    assert "1 surat belum disentuh" in html


def test_a_defect_in_the_middle_ends_the_page_calmly_and_logs_no_values(
    rina: Client,
    town: Town,
    bsre: FakeBsre,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    made = [flow.ready_to_sign(town) for _ in range(2)]

    def broken(**_: object) -> None:
        raise IntegrityError(f"Failing row contains ({PASSPHRASE}, Sari Wulandari)")

    monkeypatch.setattr("sebayu.core.cases.actions.signing.documents.sign", broken)
    logged: list[tuple] = []
    monkeypatch.setattr("sebayu.web.desk.views.streaming.log.error", lambda *said: logged.append(said))
    page = press(rina, made)
    assert "Ada yang rusak di pihak kami" in page and "</html>" in page
    assert [said[1:] for said in logged] == [("IntegrityError",)]
    assert "2 surat belum disentuh" in outcome(rina)
