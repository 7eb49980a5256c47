"""The ketua's one question: one link, two buttons, once."""

import pytest

from sebayu.core.ledger.models import LedgerEntry
from sebayu.web.tests import flow
from sebayu.web.tests.town import Town


def test_link_asks_one_question_about_one_person(as_, town: Town) -> None:
    case = flow.opened(town)
    html = as_().get(f"/keterangan/{case.attest_token}/").content.decode()
    assert "Apakah Sari Wulandari tinggal di RT Anda?" in html
    assert "Darmo, Ketua RT\u00a004/RW\u00a005" in html
    assert html.count("btn big") == 2
    assert "Saya tidak tahu" in html
    for hidden in ("337602", "desil", "Jl. Sangir", "Mendaftar sekolah"):
        assert hidden not in html


def test_seeing_the_question_is_entered_and_the_citizen_sees_it(as_, sari, town: Town) -> None:
    case = flow.opened(town)
    as_().get(f"/keterangan/{case.attest_token}/")
    entry = LedgerEntry.objects.about(town.person_sari.pk).filter(act="read").latest("id")
    assert (entry.actor_name, entry.case_id) == ("Darmo", case.pk)
    assert "Darmo" in sari.get("/siapa-melihat/").content.decode()


@pytest.mark.parametrize(("answer", "kind"), [("ya", "check"), ("tidak", "check"), ("entah", "check")])
def test_each_answer_moves_the_case_once(as_, town: Town, answer: str, kind: str) -> None:
    case = flow.opened(town)
    page = f"/keterangan/{case.attest_token}/"
    first = as_().post(page, {"jawab": answer})
    assert "Tercatat" in first.content.decode()
    case.refresh_from_db()
    assert case.step_kind == kind
    assert case.attest_token == ""
    again = as_().post(page, {"jawab": "tidak" if answer == "ya" else "ya"})
    assert "Sudah tidak perlu dijawab" in again.content.decode()
    history = list(case.events.filter(kind="attested").values_list("who", flat=True))
    assert history == ["Darmo"]


def test_nonsense_is_asked_again(as_, town: Town) -> None:
    case = flow.opened(town)
    assert "Ya" in as_().post(f"/keterangan/{case.attest_token}/", {"jawab": "mungkin"}).content.decode()
    case.refresh_from_db()
    assert case.step_kind == "attest"


@pytest.mark.parametrize("token", ["x", "a" * 32, "'" * 32, "%00" * 8])
def test_guessed_links_say_nothing(as_, town: Town, token: str) -> None:
    flow.opened(town)
    response = as_().get(f"/keterangan/{token}/")
    assert response.status_code in {200, 404}
    assert "Sari" not in response.content.decode()
