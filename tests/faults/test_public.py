"""Strangers who send what nobody should: the public pages stay calm, say what is wrong, and give nothing away."""

import re
import secrets
import uuid

import pytest

from tests import scenes
from tests.product import Product
from tests.visitor import Visitor, forms, words

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("journeys")]

HOSTILE = [
    "<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "' OR 1=1 --", "{{91*91}}{% debug %}", "a\x00b",
    "../../../../etc/passwd", "x" * 4000, "\u202egnirts\u202c", "${jndi:ldap://127.0.0.1/a}", "%s%n%(x)s{0}",
    "١٢٣٤٥٦٧٨٩٠١٢٣٤٥٦", "a\r\nSet-Cookie: diserang=1", "\U0001f4a3" * 50, "\udcff".encode("utf-8", "surrogatepass").decode("latin-1"),
    "-1", "9" * 40, "NaN", "0001-01-01", "[]", "null",
]  # fmt: skip
PUBLIC = [
    "/", "/layanan/", "/layanan/sku/", "/layanan/ktp/", "/masuk/", "/masuk/peran/", "/masuk/petugas/", "/masuk/sandi/lupa/",
    "/periksa/", "/cara-kami-menjaga-data/", "/standar-pelayanan/", "/komponen/", "/api/v1/openapi.json",
]  # fmt: skip
OF_SARI = [
    "/",
    "/layanan/sku/",
    "/urusan/",
    "/surat/",
    "/data-saya/",
    "/siapa-melihat/",
    "/siapa-melihat/unduh/",
]
OF_BUDI = ["/meja/", "/meja/kotak/selesai/", "/meja/surat/", "/meja/cari/", "/meja/loket/", "/kotak-keluar/"]
PARAMETERS = [
    "q", "keadaan", "next", "berkas", "sesudah", "sebelum", "layanan", "langkah", "rw", "bukti", "kantor", "untuk", "waktu",
    "sendiri", "hlm", "halaman", "besar", "untuk_siapa", "evidence", "role_business", "jenis", "dari", "sampai",
]  # fmt: skip


def calm(answer, asked: str) -> None:
    body = answer.text
    assert answer.status_code < 500, f"{asked}: {answer.status_code} {words(body)[:300]}"
    assert "<script>alert(1)" not in body and "<img src=x" not in body, f"{asked}: reflected as written"
    assert "8281" not in body.replace("8281-", ""), f"{asked}: evaluated"
    assert "diserang" not in answer.headers.get("set-cookie", ""), asked
    assert "Traceback" not in body and "psycopg" not in body, asked


@pytest.mark.parametrize("name", ["", "Sari Wulandari", "Budi Prasetya"])
def test_hostile_words_in_every_parameter(product: Product, name: str) -> None:
    with Visitor(product.url) as visitor:
        if name:
            visitor.play(name)
        for address in {"": PUBLIC, "Sari Wulandari": OF_SARI, "Budi Prasetya": OF_BUDI}[name]:
            for word in HOSTILE:
                values = dict.fromkeys(PARAMETERS, word[:300]) | {"q": word}
                calm(visitor.get(address, params=values), f"{address} with {word[:30]!r}")
    assert "Traceback" not in product.log("web"), product.log("web")[-3000:]


@pytest.mark.parametrize(
    "place",
    ["/periksa/{}/", "/keterangan/{}/", "/layanan/{}/", "/urusan/{}/", "/surat/{}/", "/meja/kotak/{}/"],
)
def test_hostile_words_in_addresses(product: Product, stranger: Visitor, place: str) -> None:
    from urllib.parse import quote

    for word in [*HOSTILE, "%ff%fe", ".", "..", "a" * 24, "-" * 32]:
        calm(stranger.http.get(place.format(quote(word, safe="%"))), f"{place} with {word[:30]!r}")


@pytest.mark.parametrize(("name", "page", "form"), [
    ("", "/masuk/", "nik"), ("", "/masuk/petugas/", "login"), ("", "/masuk/sandi/lupa/", "email"),
    ("Sari Wulandari", "/layanan/keterangan_umum/", "evidence"), ("Sari Wulandari", "/layanan/izin_keramaian/", "evidence"),
    ("Sari Wulandari", "/data-saya/salah/person.birth_place/", "claim"), ("Budi Prasetya", "/meja/cari/", "q"),
    ("Budi Prasetya", "/meja/loket/", "q"), ("Budi Prasetya", "/masuk/bantu/", "nik"),
])  # fmt: skip
def test_hostile_words_in_every_field(product: Product, name: str, page: str, form: str) -> None:
    with Visitor(product.url) as visitor:
        if name:
            visitor.play(name)
        for word in HOSTILE[:14]:
            assert visitor.get(page).status_code == 200
            found = [f for f in forms(visitor.page.text) if f.method == "post" and form in " ".join(f.names)]
            assert found, f"no form with {form} on {page}"
            keep = dict(found[-1].fields)
            data = {key: word for key in found[-1].names} | {
                key: keep[key] for key in ("csrfmiddlewaretoken", "evidence") if key in keep
            }
            calm(visitor.http.post(found[-1].action or page, data=data), f"{page} with {word[:30]!r}")


# What is uploaded to the public check.


def check(visitor: Visitor, content: bytes, name: str = "surat.pdf"):
    visitor.get("/periksa/")
    return visitor.submit("pdf", files={"pdf": (name, content, "application/pdf")})


@pytest.mark.parametrize(("content", "says"), [
    (b"", "Pilih|kosong|tidak dapat dibaca"), (b"bukan pdf", "tidak dapat dibaca|bukan"),
    (b"%PDF-1.7\n" + b"\x00\xff" * 5000, "tidak dapat dibaca"), (b"%PDF-1.4\n%%EOF", "tidak dapat dibaca"),
])  # fmt: skip
def test_a_file_that_is_no_letter_gets_a_clear_answer(stranger: Visitor, content: bytes, says: str) -> None:
    answer = check(stranger, content)
    calm(answer, repr(content[:12]))
    assert re.search(says, stranger.text), stranger.text[:600]


def test_fifty_megabytes_are_refused_without_eating_the_machine(product: Product, stranger: Visitor) -> None:
    before = memory(product)
    for _ in range(3):
        answer = check(stranger, b"%PDF-1.7\n" + b"0" * (50 * 2**20))
        assert answer.status_code == 413
        assert re.search("terlalu besar", stranger.text), stranger.text[:400]
    assert memory(product) - before < 220 * 2**20, "large uploads stay in memory"


def memory(product: Product) -> int:
    """Resident bytes of all processes of the product, PostgreSQL's shared pages not counted twice."""
    total = 0
    for pid in product.processes():
        try:
            with open(f"/proc/{pid}/status") as status:
                kept = re.search(r"RssAnon:\s+(\d+)", status.read())
        except OSError:
            continue
        total += int(kept[1]) * 1024 if kept else 0
    return total


# Guessing.


def bare(text: str) -> str:
    """A page without what differs between any two visits."""
    text = re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", text)
    return re.sub(r"[0-9a-f-]{36}|\b[0-9a-f]{8}\b|\d\d\.\d\d", "", text)


def test_a_guessed_id_says_the_same_whether_it_exists_or_not(product: Product) -> None:
    case_id = scenes.ask(product, "Sari Wulandari", "sku")
    scenes.sign(product, "Rina Astuti", case_id)
    letter = scenes.letter_of(product, case_id)[0]
    with scenes.being(product, "Hendrik Wijaya") as guesser:
        for place, real in [
            ("/urusan/{}/", case_id),
            ("/surat/{}/", letter),
            ("/surat/{}/unduh/", letter),
            ("/surat/{}/gambar/", letter),
        ]:
            hit, miss = guesser.get(place.format(real)), guesser.get(place.format(uuid.uuid4()))
            assert (hit.status_code, bare(hit.text)) == (miss.status_code, bare(miss.text)), place
            assert hit.status_code == 404


def test_a_guessed_token_finds_nothing(stranger: Visitor) -> None:
    answers = {
        (a := stranger.get(f"/periksa/{secrets.token_urlsafe(18)}/")).status_code: bare(a.text)
        for _ in range(3)
    }
    assert set(answers) == {404}
    assert "tidak" in words(answers[404])
    asked = {bare(stranger.get(f"/keterangan/{secrets.token_urlsafe(24)}/").text) for _ in range(3)}
    assert len(asked) == 1


def test_nobody_finds_out_whether_a_nik_exists(product: Product) -> None:
    """Sari has an account, Tarmi is a resident without one, the third was never born: three times the same words."""
    answers = []
    for nik in ("3376025704850001", "3376027112550001", "3376021111110009"):
        with Visitor(product.url) as guesser:
            guesser.get("/masuk/")
            first = guesser.submit("nik", nik=nik)
            assert nik not in first.text and nik not in str(first.url)
            wrong = guesser.submit("code", code="000000")
            answers.append((first.status_code, wrong.status_code, bare(first.text), bare(wrong.text)))
    assert answers[0] == answers[1] == answers[2]
    assert answers[0][1] == 400
    assert "3376025704850001" not in product.log("web") + product.log("worker") + product.log("pg")
