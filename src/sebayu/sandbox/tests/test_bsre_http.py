"""The signing simulator: real signatures nobody should trust, and the vendor's habits."""

import base64
import datetime as dt
import io

import httpx
import pytest
import segno
import typst
from asn1crypto import pem, x509
from pyhanko.pdf_utils.crypt import StandardSecurityHandler
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.writer import copy_into_new_writer
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext

from sebayu.sandbox import credentials, testing
from sebayu.sandbox.bsre.authority import Authority

AUTH = (credentials.BSRE["user"], credentials.BSRE["password"])
SIGN, VERIFY, STATUS = "/bsre/api/v2/sign/pdf", "/bsre/api/v2/verify/pdf", "/bsre/api/v2/user/check/status"


@pytest.fixture(scope="session")
def letter():
    return typst.compile(b'#set page(paper: "a4")\n= Surat Keterangan\n#lorem(60)\n#pagebreak()\nLampiran')


@pytest.fixture
def bsre(http):
    http.auth = AUTH
    return http


def b64(content):
    return base64.b64encode(content).decode()


def request(person, pdf, **more):
    look = more.pop("look", {"tampilan": "INVISIBLE"})
    return {
        "nik": person["nik"],
        "passphrase": person["passphrase"],
        "signatureProperties": [look],
        "file": [b64(pdf)],
        **more,
    }


def signed(bsre, person, pdf, **more):
    answer = bsre.post(SIGN, json=request(person, pdf, **more))
    assert answer.status_code == 200, answer.text
    assert set(answer.json()) == {"time", "file"}
    return base64.b64decode(answer.json()["file"][0])


def validate(bsre, pdf, number=-1):
    _, _, der = pem.unarmor(bsre.get("/bsre/_ca.pem").content)
    context = ValidationContext(trust_roots=[x509.Certificate.load(der)], allow_fetching=False)
    return validate_pdf_signature(PdfFileReader(io.BytesIO(pdf)).embedded_signatures[number], context)


def fault(bsre, kind, **more):
    assert bsre.post("/_faults", json={"simulator": "bsre", "fault": kind, **more}).status_code == 201


def test_a_signature_verifies_with_another_reader(bsre, people, letter):
    pdf = signed(
        bsre, people["rina"], letter, look={"tampilan": "INVISIBLE", "reason": "Uji", "location": "Tegal"}
    )
    assert pdf.startswith(letter), "what was sent stays as it is"
    status = validate(bsre, pdf)
    assert status.intact
    assert status.valid
    assert status.trusted
    assert status.bottom_line
    assert status.timestamp_validity.trusted
    subject = status.signing_cert.subject.native
    assert (subject["common_name"], subject["serial_number"]) == ("Rina Astuti", people["rina"]["nik"])
    assert subject["organization_name"] == "SIMULATOR - TIDAK SAH"
    entry = PdfFileReader(io.BytesIO(pdf)).embedded_signatures[0].sig_object
    assert (entry["/Reason"], entry["/SubFilter"]) == ("Uji", "/ETSI.CAdES.detached")


def appearance(pdf, number=-1):
    field = PdfFileReader(io.BytesIO(pdf)).embedded_signatures[number].sig_field
    return field["/AP"]["/N"], [float(v) for v in field["/Rect"]]


def qr():
    out = io.BytesIO()
    segno.make("https://contoh.go.id/periksa/x").save(out, kind="png", scale=3)
    return out.getvalue()


def test_even_an_invisible_signature_says_that_it_is_not_valid(bsre, people, letter):
    stamp, rect = appearance(signed(bsre, people["rina"], letter))
    assert b"TIDAK SAH - SIMULATOR" in stamp.data
    assert rect[2] - rect[0] > 400


@pytest.mark.parametrize(("width", "height"), [(120, 60), (70, 70), (200, 30), (60, 20)])
def test_a_visible_signature_sits_in_its_box_with_picture_and_mark(bsre, people, letter, width, height):
    look = {
        "tampilan": "VISIBLE",
        "imageBase64": b64(qr()),
        "page": 2,
        "originX": 300,
        "originY": 90,
        "width": width,
        "height": height,
    }
    pdf = signed(bsre, people["rina"], letter, look=look)
    stamp, rect = appearance(pdf)
    assert rect == [300, 90, 300 + width, 90 + height]
    assert b"TIDAK SAH" in stamp.data
    assert b"SIMULATOR" in stamp.data
    assert b"/SbyPicture Do" in stamp.data
    assert stamp["/Resources"]["/XObject"]["/SbyPicture"]["/Subtype"] == "/Image"
    field = PdfFileReader(io.BytesIO(pdf)).embedded_signatures[0].sig_field
    second = PdfFileReader(io.BytesIO(pdf)).find_page_for_modification(1)[0]
    assert field.raw_get("/P").idnum == second.idnum
    assert validate(bsre, pdf).bottom_line


@pytest.mark.parametrize(
    "picture", [b"", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF89a", b"\x89PNG\r\n\x1a\n" + b"\0" * 40]
)
def test_a_broken_picture_is_left_out(bsre, people, letter, picture):
    look = {"tampilan": "VISIBLE", "imageBase64": b64(picture), "page": 99, "originX": "x", "width": -5}
    pdf = signed(bsre, people["rina"], letter, look=look)
    assert b"SbyPicture" not in appearance(pdf)[0].data
    assert validate(bsre, pdf).bottom_line


def test_two_people_sign_one_after_another(bsre, people, letter):
    first = signed(bsre, people["rina"], letter)
    both = signed(bsre, people["camat"], first)
    assert validate(bsre, both, 0).bottom_line
    assert validate(bsre, both, 1).bottom_line
    assert bsre.post(VERIFY, json={"file": b64(both)}).json()["signatureCount"] == 2


def test_verify_answers_in_the_vendors_spelling(bsre, people, letter):
    answer = bsre.post(VERIFY, json={"file": b64(signed(bsre, people["rina"], letter))}).json()
    assert (answer["conclusion"], answer["signatureCount"]) == ("VALID", 1)
    [info] = answer["signatureInformations"]
    assert info["timestampInfomation"]["signerName"] == "Otoritas Cap Waktu Simulator"
    assert (info["signatureFormat"], info["ltv"], info["lastSignature"]) == ("PAdES-BASELINE-T", False, False)
    assert info["integrityValid"]
    assert info["certificateTrusted"]
    assert len(info["certificateDetails"]) == 3
    assert all("signatureAlgoritm" in c for c in info["certificateDetails"])


def test_verify_sees_none_and_sees_a_changed_file(bsre, people, letter):
    none = bsre.post(VERIFY, json={"file": b64(letter)}).json()
    assert (none["conclusion"], none["signatureCount"], none["signatureInformations"]) == (
        "NO_SIGNATURE",
        0,
        [],
    )
    pdf = signed(bsre, people["rina"], letter)
    spot = pdf.index(b"/ID") + 6
    changed = pdf[:spot] + bytes([pdf[spot] ^ 1]) + pdf[spot + 1 :]
    assert bsre.post(VERIFY, json={"file": b64(changed)}).json()["conclusion"] == "INVALID"


@pytest.mark.parametrize("content", [b"", b"bukan pdf", b"%PDF-1.7\n", b"%PDF-1.4\n%%EOF\n", b"\0" * 2000])
def test_a_bad_pdf_is_http_500(bsre, people, content):
    for url, body in ((SIGN, request(people["rina"], content)), (VERIFY, {"file": b64(content)})):
        answer = bsre.post(url, json=body)
        assert answer.status_code == 500
        assert set(answer.json()) == {"timestamp", "status", "error", "path"}


@pytest.mark.parametrize("files", [[], None, ["***"], [1], "", [""]])
def test_a_bad_file_field_is_http_500(bsre, people, letter, files):
    assert bsre.post(SIGN, json={**request(people["rina"], letter), "file": files}).status_code == 500


def test_a_wrong_login_of_the_institution_is_401(http, people):
    for auth in (None, ("sebayu", "salah"), ("", "")):
        answer = http.post(STATUS, json={"nik": people["rina"]["nik"]}, auth=auth)
        assert answer.status_code == 401
        assert answer.json()["error"] == "Unauthorized"


@pytest.mark.parametrize(
    ("who", "state", "code"),
    [("rina", "ISSUE", 1111), ("signer_expired", "EXPIRED", 2023), ("signer_revoked", "REVOKE", 2022),
     ("signer_without_certificate", "NO_CERTIFICATE", 2021), ("sari", "NO_CERTIFICATE", 2021)],
)  # fmt: skip
def test_states_come_with_http_200(bsre, people, letter, who, state, code):
    answer = bsre.post(STATUS, json={"nik": people[who]["nik"]})
    assert answer.status_code == 200
    assert (answer.json()["status"], answer.json()["status_code"]) == (state, code)
    assert set(answer.json()) == {"status", "status_code", "message"}
    if state != "ISSUE":
        refused = bsre.post(SIGN, json=request(people[who], letter))
        assert (refused.status_code, refused.json()["status_code"]) == (400, code)


@pytest.mark.parametrize("nik", ["", "123", "abcdefghijklmnop", None])
def test_a_malformed_identity_is_not_registered(bsre, nik):
    answer = bsre.post(STATUS, json={"nik": nik})
    assert (answer.status_code, answer.json()["status"], answer.json()["status_code"]) == (
        200,
        "NOT_REGISTERED",
        2011,
    )


def test_a_signer_is_known_by_mail_too(bsre, people, letter):
    mail = next(s["email"] for s in bsre.get("/bsre/_signers").json() if s["nik"] == people["rina"]["nik"])
    assert bsre.post(STATUS, json={"email": mail}).json()["status"] == "ISSUE"
    body = request(people["rina"], letter) | {"nik": None, "email": mail}
    assert bsre.post(SIGN, json=body).status_code == 200


@pytest.mark.parametrize("secret", [{"passphrase": "salah"}, {"passphrase": ""}, {"passphrase": None}])
def test_a_wrong_passphrase_is_refused_in_the_vendors_words(bsre, people, letter, secret):
    answer = bsre.post(SIGN, json=request(people["rina"], letter) | secret)
    assert answer.status_code == 400
    assert answer.json() == {"status_code": 2031, "error": "Proses signing gagal : Passphrase anda salah"}


def test_a_totp_signs_as_often_as_asked_for(bsre, people, letter):
    rina = people["rina"]
    assert bsre.post("/bsre/api/v2/sign/get/totp", json={"nik": rina["nik"], "data": 2}).json()["success"]
    code = bsre.post("/bsre/_totp", json={"nik": rina["nik"]}).json()["totp"]
    body = request(rina, letter) | {"totp": code}
    del body["passphrase"]
    wrong = "000000" if code != "000000" else "111111"
    assert bsre.post(SIGN, json=body | {"totp": wrong}).status_code == 400
    assert [bsre.post(SIGN, json=body).status_code for _ in range(3)] == [200, 200, 400]
    assert bsre.post("/bsre/_totp", json={"nik": rina["nik"]}).json()["totp"] == ""
    refused = bsre.post("/bsre/api/v2/sign/get/totp", json={"nik": people["signer_expired"]["nik"]})
    assert (refused.status_code, refused.json()["success"]) == (200, False)


def test_several_files_come_back_in_order(bsre, people, letter):
    other = typst.compile(b"Surat kedua")
    body = request(people["rina"], letter) | {"file": [b64(letter), b64(other)]}
    files = [base64.b64decode(f) for f in bsre.post(SIGN, json=body).json()["file"]]
    assert files[0].startswith(letter)
    assert files[1].startswith(other)


def test_the_seal_is_the_institutions(bsre, letter):
    body = {
        **credentials.BSRE_SEAL,
        "signatureProperties": [{"tampilan": "INVISIBLE"}],
        "file": [b64(letter)],
    }
    pdf = base64.b64decode(bsre.post("/bsre/api/v2/seal/pdf", json=body).json()["file"][0])
    status = validate(bsre, pdf)
    assert status.bottom_line
    assert status.signing_cert.subject.native["common_name"] == "Segel Elektronik Simulator"
    assert bsre.post("/bsre/api/v2/seal/pdf", json=body | {"totp": "123"}).status_code == 400
    assert bsre.post("/bsre/api/v2/seal/pdf", json=body | {"idSubscriber": "LAIN"}).status_code == 400


def test_the_chain_has_three_links_and_an_unknown_one_is_not_json(bsre, people):
    chain = bsre.get(f"/bsre/api/v2/user/certificate/chain/{people['rina']['nik']}").json()
    assert (chain["success"], len(chain["data"])) == (True, 3)
    unknown = bsre.get("/bsre/api/v2/user/certificate/chain/123")
    assert (unknown.status_code, unknown.headers["content-type"]) == (400, "application/json")
    with pytest.raises(ValueError, match="Expecting value"):
        unknown.json()


def test_work_done_but_no_answer(bsre, people, letter):
    fault(bsre, "drop_after_work", count=1)
    with pytest.raises(httpx.RemoteProtocolError):
        bsre.post(SIGN, json=request(people["rina"], letter))
    assert bsre.get("/_calls").json() == {"bsre POST /api/v2/sign/pdf": 1}


@pytest.mark.parametrize(("seconds", "sign"), [(3600, 1), (-3600, -1)])
def test_a_wrong_clock_shows_in_the_signature(bsre, people, letter, seconds, sign):
    fault(bsre, "wrong_clock", seconds=seconds, count=1)
    status = validate(bsre, signed(bsre, people["rina"], letter))
    for wrong in (status.timestamp_validity.timestamp, status.signer_reported_dt):
        assert dt.timedelta(minutes=58) < sign * (wrong - dt.datetime.now(dt.UTC)) < dt.timedelta(minutes=62)
    right = validate(bsre, signed(bsre, people["rina"], letter)).timestamp_validity.timestamp
    assert abs(right - dt.datetime.now(dt.UTC)) < dt.timedelta(minutes=1)


def test_what_comes_back_can_be_wrong_in_every_way(bsre, people, letter):
    fault(bsre, "wrong_signer", count=1)
    other = validate(bsre, signed(bsre, people["rina"], letter))
    assert other.bottom_line
    assert other.signing_cert.subject.native["serial_number"] != people["rina"]["nik"]
    fault(bsre, "expired_certificate", count=1)
    expired = validate(bsre, signed(bsre, people["rina"], letter))
    assert expired.intact
    assert not expired.trusted
    assert expired.signing_cert.not_valid_after < dt.datetime.now(dt.UTC)
    fault(bsre, "tampered", count=1)
    assert not validate(bsre, signed(bsre, people["rina"], letter)).intact
    fault(bsre, "unsigned", count=1)
    assert signed(bsre, people["rina"], letter) == letter
    fault(bsre, "http200_error", count=1)
    trouble = bsre.post(SIGN, json=request(people["rina"], letter))
    assert (trouble.status_code, "file" in trouble.json()) == (200, False)


def test_the_authority_outlives_a_restart(people, letter):
    roots, pdf = [], b""
    for turn in range(2):
        with (
            testing.running() as server,
            httpx.Client(base_url=server.url, auth=AUTH, trust_env=False) as client,
        ):
            roots.append(client.get("/bsre/_ca.pem").content)
            pdf = pdf or signed(client, people["rina"], letter)
            assert validate(client, pdf).bottom_line, turn
    assert roots[0] == roots[1]


def test_two_authorities_do_not_trust_each_other(tmp_path):
    assert Authority(tmp_path / "a").root_pem != Authority(tmp_path / "b").root_pem
    assert (tmp_path / "a" / "root.key").stat().st_mode & 0o077 == 0


def test_a_signer_can_be_added(bsre, letter):
    person = {"nik": "3376011001700007", "name": "Pejabat Baru", "passphrase": "contoh-baru"}
    assert bsre.post("/bsre/_signers", json={"nik": "1"}).status_code == 400
    assert bsre.post("/bsre/_signers", json=person).status_code == 200
    assert (
        validate(bsre, signed(bsre, person, letter)).signing_cert.subject.native["common_name"]
        == "Pejabat Baru"
    )
    assert "passphrase" not in bsre.get("/bsre/_signers").text


def test_an_encrypted_pdf_is_refused(bsre, people, letter):
    writer = copy_into_new_writer(PdfFileReader(io.BytesIO(letter)))
    writer._assign_security_handler(StandardSecurityHandler.build_from_pw("rahasia", "rahasia"))
    out = io.BytesIO()
    writer.write(out)
    assert bsre.post(SIGN, json=request(people["rina"], out.getvalue())).status_code == 500
