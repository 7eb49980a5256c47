"""Two taps at once, a login that runs out while somebody types, and names the typesetter has to live with."""

import re
import threading

import pytest

from sebayu.programmes.letters.tests.reading import pages_of
from sebayu.sandbox.town import cast
from tests import scenes
from tests.product import Product
from tests.visitor import Visitor

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("journeys")]
PEOPLE = {member["key"]: member for member in cast("kota_tegal")}
MARKUP = 'Jualan <b>nasi</b> & {{lauk}} #link("x") * _ $x$ @ref \\ `code`'
SCRIPTS = "وارونڠ ꦮꦫꦸꦁ Ḥāǧǧ Ñoño 'Sari'"


def at_once(count: int, act) -> list:
    """The same act from several threads that start together."""
    gate, answers = threading.Barrier(count), [None] * count

    def run(index: int) -> None:
        gate.wait()
        answers[index] = act(index)

    threads = [threading.Thread(target=run, args=(n,)) for n in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


def test_two_taps_at_once_open_one_case(product: Product) -> None:
    with scenes.being(product, "Sari Wulandari") as sari:
        sari.get("/layanan/sku/")
        form = dict(sari.form("evidence").fields) | {"step": "start"}
        cookies = dict(sari.http.cookies)

        def tap(_: int) -> str:
            with Visitor(product.url) as finger:
                finger.http.cookies.update(cookies)
                return finger.http.post("/layanan/sku/minta/", data=form).url.path

        places = set(at_once(6, tap))
    assert len(places) == 1 and next(iter(places)).startswith("/urusan/")
    assert product.rows("SELECT count(*) FROM cases_case WHERE evidence_id = %s", form["evidence"]) == [(1,)]


def test_two_officers_deciding_at_once_decide_once(product: Product) -> None:
    case_id = scenes.ask(product, "Sari Wulandari", "keterangan_umum", statement=scenes.STATEMENT)
    with scenes.being(product, "Budi Prasetya") as budi:
        budi.get(f"/meja/urusan/{case_id}/")
        form, cookies = dict(budi.form("verdict").fields), dict(budi.http.cookies)

        def press(index: int) -> int:
            with Visitor(product.url) as hand:
                hand.http.cookies.update(cookies)
                verdict = ["approve", "refuse"][index % 2]
                data = form | {"verdict": verdict, "note": "Alasan tertulis."}
                return hand.http.post(f"/meja/urusan/{case_id}/putuskan/", data=data).status_code

        codes = at_once(4, press)
    assert codes.count(200) == 1 and all(code < 500 for code in codes), codes
    kinds = product.rows(
        "SELECT kind FROM cases_caseevent WHERE case_id = %s AND kind IN ('approved', 'refused')", case_id
    )
    assert len(kinds) == 1


def test_two_signatures_at_once_take_one_number(product: Product) -> None:
    case_id = scenes.ask(product, "Endang Rahayu", "janda_duda")
    at_once(3, lambda _: scenes.sign(product, "Rina Astuti", case_id).page.status_code)
    letters = product.rows("SELECT state, number FROM documents_document WHERE case_id = %s", case_id)
    assert len(letters) == 1 and letters[0][0] == "signed"


def test_a_login_that_runs_out_keeps_what_was_typed(product: Product) -> None:
    typed = "Benar memelihara perkutut sejak 2019, dan tidak pernah mengganggu tetangga."
    with scenes.being(product, "Sari Wulandari") as sari:
        sari.get("/layanan/keterangan_umum/")
        sari.http.cookies.delete("sebayu_sesi")  # it ran out while she was typing
        sari.submit("evidence", step="start", statement=typed)
        assert "masuk" in sari.path and typed not in str(sari.page.url)
        assert "menunggu" in sari.text or "tersimpan" in sari.text, sari.text[:700]
        sari.play("Sari Wulandari")
        sari.get("/masuk/lanjut/")
        assert ("statement", typed) in sari.form("statement").fields
        sari.submit("statement")
        assert sari.path.startswith("/urusan/"), sari.text[:700]
        case_id = sari.path.split("/")[2]
    assert product.rows("SELECT answers->>'statement' FROM cases_case WHERE id = %s", case_id) == [(typed,)]


@pytest.mark.parametrize("key", ["one_word", "long_name", "apostrophe", "two_spellings", "wrong_nik"])
def test_every_name_comes_through_to_the_letter(product: Product, key: str) -> None:
    """Helped at the counter, asked at the RT, checked, signed, checked again by a stranger."""
    member = PEOPLE[key]
    with scenes.being(product, "Budi Prasetya") as budi:
        scenes.help_at_counter(budi, member["nik"])
        budi.get("/layanan/domisili/")
        assert member["name"].casefold() in budi.text.casefold()
        case_id = scenes.request(budi, "domisili")
    finish(product, case_id)
    letter, state, token = scenes.letter_of(product, case_id)
    assert state == "signed"
    with scenes.being(product, "Rina Astuti") as rina:
        rina.get(f"/meja/surat/{letter}/")
        assert member["name"] in rina.text
        printed = rina.get(f"/meja/surat/{letter}/cetak/").content
    assert squeezed(member["name"].upper()) in squeezed("".join(pages_of(printed)))
    with Visitor(product.url) as stranger:
        stranger.get(f"/periksa/{token}/")
        assert member["name"] not in stranger.text and f"{member['name'][0]}**" in stranger.text


def squeezed(text: str) -> str:
    return re.sub(r"[\s\u2019']+", "", text)


def test_other_scripts_come_through_to_the_letter(product: Product) -> None:
    """Bu Tarmi's stall stands in no register: its name is hers to write, in any script, with any sign."""
    with scenes.being(product, "Budi Prasetya") as budi:
        scenes.help_at_counter(budi, PEOPLE["sari_mother"]["nik"])
        case_id = scenes.request(
            budi, "sku", business_name=SCRIPTS, business_activity=MARKUP, business_address="Jl. Layur \u2116\u00a05",
        )  # fmt: skip
    finish(product, case_id)
    letter, state, _ = scenes.letter_of(product, case_id)
    assert state == "signed"
    with scenes.being(product, "Rina Astuti") as rina:
        printed = rina.get(f"/meja/surat/{letter}/cetak/").content
    text = " ".join(" ".join(pages_of(printed)).split())
    assert "<b>nasi</b> & {{lauk}} #link" in text
    # Every glyph of the font that was drawn knows its character: none is an empty box.
    for run in ("Ḥāǧǧ Ñoño", "ꦮ", "ڠ"):
        assert run in text, text


def test_a_letter_that_every_desk_has_to_see(product: Product) -> None:
    """The heirs of Karsono: helped at the counter, RT, officer, initials of the kasi, lurah, camat."""
    with scenes.being(product, "Budi Prasetya") as budi:
        scenes.help_at_counter(budi, PEOPLE["deceased_son"]["nik"])
        case_id = scenes.request(budi, "ahli_waris")
    finish(product, case_id)
    letter, state, _ = scenes.letter_of(product, case_id)
    assert state == "signed"
    signers = product.rows(
        "SELECT name FROM documents_documentsigner WHERE document_id = %s ORDER BY position", letter
    )
    assert [name.split(",")[0] for (name,) in signers] == ["Rina Astuti", "Nur Nuraini"]
    roles = product.rows("SELECT kind FROM cases_caseevent WHERE case_id = %s ORDER BY at", case_id)
    assert [kind for (kind,) in roles].count("approved") >= 2


def finish(product: Product, case_id: str) -> None:
    """Whatever desks are left on the way, in their order."""
    for _ in range(6):
        state, step = scenes.state(product, case_id)
        if state != "open":
            break
        if step == "attest":
            scenes.attest(product, case_id)
        elif step in {"check", "initial"}:
            scenes.decide(product, {"check": "Budi Prasetya", "initial": "Nugroho Santoso"}[step], case_id)
        else:
            scenes.sign(product, {"sign": "Rina Astuti", "countersign": "Nur Nuraini"}[step], case_id)
    assert scenes.state(product, case_id)[0] == "issued"
