"""The registers over HTTP, with the habits their callers must live with."""

import datetime as dt
import socket
from concurrent.futures import ThreadPoolExecutor
from email.utils import parsedate_to_datetime

import httpx
import pytest

from sebayu.sandbox import credentials, serve, testing
from sebayu.sandbox.simulators.dukcapil import compare

CALL = "/dukcapil/get_json/contoh/"
PATHS = {
    "dtsen": "/api/v1/keluarga",
    "oss": "/api/v1/nib",
    "pbb": "/api/v1/objek",
    "school": "/api/v1/peserta-didik",
}


def dukcapil(http, method, **body):
    answer = http.post(CALL + method, json={**credentials.DUKCAPIL, **body})
    assert answer.status_code == 200
    return answer.json()["content"]


def ask(http, name, **body):
    return http.post(f"/{name}{PATHS[name]}", json=body, headers={"X-Api-Key": credentials.TOKENS[name]})


def fault(http, simulator, kind, **more):
    answer = http.post("/_faults", json={"simulator": simulator, "fault": kind, **more})
    assert answer.status_code == 201, answer.text


def test_a_resident_comes_with_dukcapils_field_names(http, people):
    [sari] = dukcapil(http, "CALL_NIK", nik=people["sari"]["nik"])
    assert (sari["NAMA_LGKP"], sari["TGL_LHR"], sari["KEL_NAME"]) == (
        "SARI WULANDARI",
        "1985-04-17",
        "MINTARAGEN",
    )
    assert (sari["NO_RT"], sari["NO_RW"], sari["NO_KK"]) == ("004", "005", people["sari"]["kk_number"])
    assert (sari["STAT_HBKEL"], sari["STATUS_KAWIN"], sari["NO_PROP"], sari["NO_KAB"]) == (
        "ISTRI",
        "KAWIN",
        "33",
        "76",
    )
    assert "RESPON" not in sari
    assert not {"person_id", "area_code", "rowid"} & set(sari)


def test_parameters_may_come_in_upper_case(http, people):
    body = {k.upper(): v for k, v in credentials.DUKCAPIL.items()} | {"NIK": people["sari"]["nik"]}
    assert http.post(CALL + "CALL_NIK", json=body).json()["content"][0]["NIK"] == people["sari"]["nik"]


@pytest.mark.parametrize("nik", ["3376029999999999", "", "' or 1=1 --", "%", "0" * 5000])
def test_a_missing_person_is_a_text_inside_http_200(http, nik):
    assert dukcapil(http, "CALL_NIK", nik=nik) == [{"RESPON": "Data Tidak Ditemukan"}]


def test_the_dead_and_the_moved_are_marked(http, people):
    [dead] = dukcapil(http, "CALL_NIK", nik=people["deceased"]["nik"])
    assert "Meninggal" in dead["RESPON"]
    assert dead["TGL_MENINGGAL"] == str(testing.TODAY - dt.timedelta(days=1))
    assert dead["NAMA_LGKP"] == "KARSONO"
    [moved] = dukcapil(http, "CALL_NIK", nik=people["moved"]["nik"])
    assert "Pindah" in moved["RESPON"]
    assert moved["PINDAH_KE"] == "KOTA SEMARANG"


def test_a_family_card_lists_its_members(http, people):
    rows = dukcapil(http, "CALL_KK", no_kk=people["sari"]["kk_number"])
    assert [r["STAT_HBKEL"] for r in rows] == ["KEPALA KELUARGA", "ISTRI", "ANAK", "ANAK", "MERTUA"]
    assert rows[2]["NIK_IBU"] == people["sari"]["nik"]
    assert dukcapil(http, "CALL_KK", no_kk="") == [{"RESPON": "Data Tidak Ditemukan"}]


@pytest.mark.parametrize(
    ("change", "text"),
    [({"password": "salah"}, "Login Gagal"), ({"user_id": ""}, "Login Gagal"), ({"ip_user": "10.0.0.1"}, "IP Address Tidak Sesuai")],
)  # fmt: skip
def test_a_wrong_login_is_a_text_too(http, people, change, text):
    answer = http.post(
        CALL + "CALL_NIK", json={**credentials.DUKCAPIL, "nik": people["sari"]["nik"], **change}
    )
    assert answer.status_code == 200
    [row] = answer.json()["content"]
    assert row["RESPON"] == text
    assert "NIK" not in row


def test_verification_answers_claim_by_claim_and_gives_nothing_away(http, people):
    claims = {"NAMA_LGKP": "Sari Wulandri", "TGL_LHR": "17-04-1985", "NAMA_LGKP_IBU": "Siapa Saja", "JENIS_KLMIN": "Perempuan", "NO_RT": "4"}  # fmt: skip
    [answer] = dukcapil(http, "CALL_VERIFY_BY_ELEMEN", NIK=people["sari"]["nik"], TRESHOLD=85, **claims)
    assert answer.pop("NAMA_LGKP") == "Sesuai (96)"
    assert answer.pop("NAMA_LGKP_IBU").startswith("Tidak Sesuai (")
    assert answer == {
        "NIK": people["sari"]["nik"],
        "TGL_LHR": "Sesuai",
        "JENIS_KLMIN": "Sesuai",
        "NO_RT": "Sesuai",
    }
    [strict] = dukcapil(http, "CALL_VERIFY_BY_ELEMEN", NIK=people["sari"]["nik"], TRESHOLD=100, **claims)
    assert strict["NAMA_LGKP"] == "Tidak Sesuai (96)"


def test_verification_knows_neither_the_missing_nor_the_dead(http, people):
    [missing] = dukcapil(http, "CALL_VERIFY_BY_ELEMEN", NIK="3376029999999999", NAMA_LGKP="X")
    assert missing["RESPON"] == "Data Tidak Ditemukan"
    [dead] = dukcapil(http, "CALL_VERIFY_BY_ELEMEN", NIK=people["deceased"]["nik"], NAMA_LGKP="KARSONO")
    assert "Meninggal" in dead["RESPON"]
    assert "NAMA_LGKP" not in dead


@pytest.mark.parametrize(
    ("name", "claim", "held", "answer"),
    [("TGL_LHR", "1985-04-17", "1985-04-17", "Sesuai"), ("TGL_LHR", "17/04/1985", "1985-04-17", "Sesuai"),
     ("TGL_LHR", "04-17-1985", "1985-04-17", "Tidak Sesuai"), ("NO_RW", "05", "005", "Sesuai"),
     ("NO_AKTA_LHR", "3376-LU-1", "3376-LU-2", "Tidak Sesuai"), ("ALAMAT", "jl.  layur no. 3", "JL. LAYUR NO. 3", "Sesuai (100)")],
)  # fmt: skip
def test_claims_are_compared_as_an_officer_would(name, claim, held, answer):
    assert compare(name, claim, held, 100) == answer


def test_the_other_registers_know_bu_sari(http, people):
    sari = people["sari"]["nik"]
    welfare = ask(http, "dtsen", nik=sari).json()
    assert welfare["status"] == "ok"
    assert (welfare["data"]["desil"], welfare["data"]["no_kk"]) == (3, people["sari"]["kk_number"])
    assert len(welfare["data"]["anggota"]) == 5
    [business] = ask(http, "oss", nik=sari).json()["data"]
    assert (business["nama_usaha"], business["kbli"][0]["kode"], len(business["nib"])) == (
        "Warung Sari",
        "47112",
        13,
    )
    assert ask(http, "oss", nib=business["nib"]).json()["data"] == [business]
    land = ask(http, "pbb", nik=people["landowner"]["nik"]).json()["data"]
    assert [p["luas_bumi"] for p in land] == [412, 1250]
    dotted = f"{land[0]['nop'][:2]}.{land[0]['nop'][2:]}"
    assert ask(http, "pbb", nop=dotted).json()["data"] == land[:1]
    pupil = ask(http, "school", nik=people["sari_son"]["nik"]).json()["data"]
    assert pupil["jenjang"] == "upper_secondary"
    assert ask(http, "dtsen", nik=people["well_off"]["nik"]).json()["data"]["desil"] == 9


@pytest.mark.parametrize("name", sorted(PATHS))
def test_registers_refuse_strangers_and_nonsense(http, people, name):
    url = f"/{name}{PATHS[name]}"
    key = {"X-Api-Key": credentials.TOKENS[name]}
    body = {"nik": people["sari"]["nik"]}
    assert http.post(url, json=body).status_code == 401
    assert http.post(url, json=body, headers={"Authorization": "Bearer salah"}).status_code == 401
    assert http.post(url, json={}, headers=key).status_code == 400
    assert http.post(url, content=b"[]", headers=key).status_code == 400
    assert http.post(url, content=b"{" * 100_000, headers=key).status_code == 400
    assert http.post(f"/{name}/lain", json=body, headers=key).status_code == 404
    missing = http.post(url, json={"nik": "3376029999999999"}, headers=key)
    assert (missing.status_code, missing.json()["status"]) == (404, "not_found")


def test_a_bearer_token_is_as_good(http, people):
    headers = {"Authorization": f"Bearer {credentials.TOKENS['dtsen']}"}
    assert (
        http.post("/dtsen/api/v1/keluarga", json={"nik": people["sari"]["nik"]}, headers=headers).status_code
        == 200
    )


def test_messages_are_kept_and_listed(http):
    url, headers = (
        "/whatsapp/v22.0/100/messages",
        {"Authorization": f"Bearer {credentials.TOKENS['whatsapp']}"},
    )
    message = {
        "messaging_product": "whatsapp",
        "to": "+62 812-0000-0001",
        "type": "text",
        "text": {"body": "Surat Anda siap"},
    }
    sent = http.post(url, json=message, headers=headers)
    assert sent.json()["contacts"][0]["wa_id"] == "6281200000001"
    [kept] = http.get("/whatsapp/_messages").json()
    assert (kept["text"]["body"], kept["id"]) == ("Surat Anda siap", sent.json()["messages"][0]["id"])
    assert http.post(url, json=message).status_code == 401
    assert http.post(url, json={**message, "to": "12"}, headers=headers).status_code == 400
    assert http.delete("/whatsapp/_messages").json() == []


def test_slow_is_slow_and_then_right(http, people):
    fault(http, "dukcapil", "slow", seconds=0.3, count=1)
    with pytest.raises(httpx.ReadTimeout):
        http.post(CALL + "CALL_NIK", json={**credentials.DUKCAPIL, "nik": people["sari"]["nik"]}, timeout=0.1)
    assert dukcapil(http, "CALL_NIK", nik=people["sari"]["nik"])[0]["NAMA_LGKP"] == "SARI WULANDARI"


@pytest.mark.parametrize("kind", ["timeout", "down", "drop_after_work"])
def test_connections_end_without_an_answer(http, people, kind):
    fault(http, "dtsen", kind, seconds=0.05, count=1)
    with pytest.raises(httpx.RemoteProtocolError):
        ask(http, "dtsen", nik=people["sari"]["nik"])
    assert ask(http, "dtsen", nik=people["sari"]["nik"]).status_code == 200


def test_errors_and_rubbish(http, people):
    fault(http, "oss", "error_500", count=1)
    assert ask(http, "oss", nik=people["sari"]["nik"]).status_code == 500
    fault(http, "oss", "malformed", count=1)
    rubbish = ask(http, "oss", nik=people["sari"]["nik"])
    assert (rubbish.status_code, rubbish.headers["content-type"]) == (200, "application/json")
    with pytest.raises(ValueError, match=r"Unterminated|delimiter|Expecting"):
        rubbish.json()
    fault(http, "oss", "http200_error", count=1)
    assert ask(http, "oss", nik=people["sari"]["nik"]).json()["status"] == "error"
    fault(http, "dukcapil", "http200_error", count=1)
    assert (
        dukcapil(http, "CALL_NIK", nik=people["sari"]["nik"])[0]["RESPON"] == "Terjadi Kesalahan Pada Sistem"
    )
    fault(http, "dukcapil", "quota", count=1)
    assert "Kuota" in dukcapil(http, "CALL_NIK", nik=people["sari"]["nik"])[0]["RESPON"]


def test_stale_answers_differ_and_say_so_where_the_register_can(http, people):
    sari = people["sari"]["nik"]
    now = ask(http, "dtsen", nik=sari).json()["data"]
    fault(http, "*", "stale")
    old = ask(http, "dtsen", nik=sari).json()["data"]
    assert old["periode"] < now["periode"]
    assert old["desil"] != now["desil"]
    assert dukcapil(http, "CALL_NIK", nik=sari)[0]["ALAMAT"] != "JL. LAYUR NO. 3"
    assert dukcapil(http, "CALL_NIK", nik=people["deceased"]["nik"])[0].get("RESPON") is None
    http.delete("/_faults")
    assert ask(http, "dtsen", nik=sari).json()["data"] == now


def test_a_wrong_clock_shows_in_the_answer_and_its_head(http, people):
    fault(http, "pbb", "wrong_clock", seconds=7200, count=1)
    answer = ask(http, "pbb", nik=people["landowner"]["nik"])
    ahead = dt.datetime.fromisoformat(answer.json()["per"]) - dt.datetime.now(dt.UTC)
    assert dt.timedelta(minutes=118) < ahead < dt.timedelta(minutes=122)
    assert parsedate_to_datetime(answer.headers["date"]) - dt.datetime.now(dt.UTC) > dt.timedelta(minutes=118)
    right = parsedate_to_datetime(ask(http, "pbb", nik=people["landowner"]["nik"]).headers["date"])
    assert abs(right - dt.datetime.now(dt.UTC)) < dt.timedelta(minutes=1)


def test_a_rate_hits_some_calls_only(http, people):
    fault(http, "school", "error_500", rate=0.5)
    codes = [ask(http, "school", nik=people["student"]["nik"]).status_code for _ in range(60)]
    assert 12 < codes.count(500) < 48
    [listed] = http.get("/_faults").json()
    assert listed["hits"] == codes.count(500)


@pytest.mark.parametrize(
    "spec", [{}, {"simulator": "x", "fault": "slow"}, {"simulator": "oss", "fault": "x"}, {"simulator": "oss", "fault": "slow", "rate": "y"}]
)  # fmt: skip
def test_unknown_faults_are_refused(http, spec):
    assert http.post("/_faults", json=spec).status_code == 400
    assert http.get("/_faults").json() == []


def test_calls_are_counted_without_anybodys_number(http, people):
    ask(http, "dtsen", nik=people["sari"]["nik"])
    ask(http, "dtsen", nik=people["sari"]["nik"])
    assert http.get("/_calls").json() == {"dtsen POST /api/v1/keluarga": 2}
    assert http.get("/_health").json()["town"]["residents"] == "400"


def test_the_town_is_never_written_to(http, people):
    before = (testing.folder() / "town.sqlite").stat().st_mtime_ns
    dukcapil(http, "CALL_NIK", nik=people["sari"]["nik"])
    assert (testing.folder() / "town.sqlite").stat().st_mtime_ns == before


def test_a_missing_town_is_said_at_once(tmp_path):
    with pytest.raises(FileNotFoundError, match="no town"):
        serve(tmp_path / "nowhere.sqlite", tmp_path)


def test_many_callers_at_once_get_their_own_answers(server, people):
    wanted = [p["nik"] for p in people.values() if p["resident"] and p["nik"]][:12]

    def look(nik):
        with httpx.Client(base_url=server.url, trust_env=False) as client:
            return [dukcapil(client, "CALL_NIK", nik=nik)[0]["NIK"] for _ in range(3)]

    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(look, wanted)) == [[n] * 3 for n in wanted]


@pytest.mark.parametrize(
    "head", [f"Content-Length: {80 * 2**20}", "Content-Length: x", "Transfer-Encoding: chunked"]
)
def test_a_body_without_honest_length_is_refused(server, head):
    host, port = server.server_address[:2]
    with socket.create_connection((host, port), 5) as wire:
        wire.sendall(f"POST /dtsen/api/v1/keluarga HTTP/1.1\r\nHost: x\r\n{head}\r\n\r\n".encode())
        answer = b"".join(iter(lambda: wire.recv(4096), b""))
    assert b" 413 " in answer.splitlines()[0]
