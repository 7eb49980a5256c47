"""Registers that answer by themselves: values, verification, contradictions, deaths."""

import datetime as dt

import pytest

from sebayu.core.exchange.gathering import gather
from sebayu.core.exchange.tests.conftest import (
    KK,
    PURPOSE,
    SARI_NIK,
    a_role,
    a_service,
    agree,
    an_ask,
    connect,
    dukcapil_row,
)  # fmt: skip
from sebayu.core.exchange.types import SubjectRef
from sebayu.core.ledger.models import LedgerEntry

pytestmark = pytest.mark.django_db
NIK_DOOR, VERIFY_DOOR, KK_DOOR = (
    f"/get_json/sebayu/{m}" for m in ("CALL_NIK", "CALL_VERIFY_BY_ELEMEN", "CALL_KK")
)
NEEDS = ("person.nik", "person.name", "person.birth_date", "person.address")


@pytest.fixture
def dukcapil(stub):
    connect("dukcapil", stub.url)
    stub.says(NIK_DOOR, {"content": [dukcapil_row()]})
    return stub


def gathered(town, by, **changes):
    service = a_service(**{"needs": NEEDS, **changes.pop("service", {})})
    return gather(service=service, roles={"person": town.ref}, by=by, purpose=PURPOSE, **changes)


def test_the_most_trusted_register_is_taken_and_other_spellings_are_no_conflict(town, bu_sari, dukcapil):
    agreement = agree("dukcapil")
    evidence = gathered(town, bu_sari)

    name = evidence.items["person.name"]
    assert (name.value, name.source, name.status, name.agreement) == (
        "SARI WULANDARI",
        "dukcapil",
        "known",
        agreement.number,
    )
    assert name.basis == "UU 24/2013 pasal 58 ayat (4)"
    assert evidence.facts()["person.birth_date"] == dt.date(1985, 7, 15)
    assert evidence.facts()["person.address"] == "Jl. Sangir Gg 3 No 14"
    assert evidence.conflicts() == []
    assert evidence.complete


def test_one_call_for_all_facts_of_a_person(town, bu_sari, dukcapil):
    agree("dukcapil")
    gathered(town, bu_sari)
    assert [path for path, _asked in dukcapil.asked] == [NIK_DOOR]
    assert dukcapil.asked[0][1]["NIK"] == SARI_NIK


def test_registers_that_contradict_each_other_are_shown_with_the_trusted_value(town, bu_sari, dukcapil):
    agree("dukcapil")
    dukcapil.says(NIK_DOOR, {"content": [dukcapil_row(ALAMAT="JL. LAIN NO. 9")]})
    evidence = gathered(town, bu_sari)

    item = evidence.items["person.address"]
    assert (item.status, item.reason, item.value, item.next) == (
        "conflict",
        "differs",
        "Jl. Lain No. 9",
        "manual",
    )
    assert [(o.source, o.value) for o in item.others] == [("registry", "Jl. Sangir Gang 3 No. 14")]
    assert evidence.facts()["person.address"] == "Jl. Lain No. 9"
    assert evidence.conflicts() == ["person.address"]
    assert not evidence.complete


@pytest.mark.parametrize(
    ("days_from", "days_until", "reason"),
    [(-400, -1, "agreement_ended"), (1, 30, "agreement_ended")],
)
def test_agreement_expired_yesterday_or_not_begun_means_nothing_is_requested(
    town, bu_sari, dukcapil, days_from, days_until, reason
):
    today = dt.date.today()
    agree(
        "dukcapil", valid_from=today + dt.timedelta(days_from), valid_until=today + dt.timedelta(days_until)
    )
    evidence = gathered(town, bu_sari, service={"needs": ("person.name", "person.hamlet")})

    assert dukcapil.asked == []
    assert evidence.items["person.name"].source == "registry"
    hamlet = evidence.items["person.hamlet"]
    assert (hamlet.status, hamlet.reason, hamlet.next) == ("missing", reason, "manual")


def test_agreement_counts_on_its_last_day(town, bu_sari, dukcapil):
    agree("dukcapil", valid_until=dt.date.today())
    assert gathered(town, bu_sari).items["person.name"].source == "dukcapil"


def test_an_element_outside_the_agreement_is_not_taken_from_the_answer(town, bu_sari, dukcapil):
    agree("dukcapil", elements=["person.nik", "person.name"])
    evidence = gathered(
        town, bu_sari, service={"needs": ("person.name", "person.birth_date", "person.hamlet")}
    )

    assert evidence.items["person.name"].source == "dukcapil"
    assert evidence.items["person.birth_date"].source == "registry"
    assert evidence.items["person.hamlet"].reason == "not_covered"
    assert {c["source"]: c["facts"] for c in evidence.calls}["dukcapil"] == ["person.name"]


def test_an_agreement_bound_to_services_or_offices_binds(town, pak_budi, dukcapil):
    agree("dukcapil", services=["lain"])
    assert gathered(town, pak_budi).items["person.name"].source == "registry"
    agree("dukcapil", number="PKS/2", offices=["opd_dinsos"])
    assert gathered(town, pak_budi).items["person.name"].source == "registry"
    agree("dukcapil", number="PKS/3", offices=["kel_mintaragen"], services=["contoh"])
    assert gathered(town, pak_budi).items["person.name"].agreement == "PKS/3"


def test_an_ended_agreement_stops_at_once(town, bu_sari, dukcapil):
    from sebayu.core.exchange.actions import end_agreement
    from sebayu.core.exchange.tests.conftest import SYSTEM

    end_agreement(by=SYSTEM, agreement=agree("dukcapil"), on=dt.date.today(), because="Pengguna berganti")
    gathered(town, bu_sari)
    assert dukcapil.asked == []


def test_verify_mode_confirms_our_value_and_returns_no_data(town, bu_sari, stub):
    connect("dukcapil", stub.url, mode="verify", threshold=90)
    agree("dukcapil", method="verify")
    verdicts = {"NIK": SARI_NIK, "NAMA_LGKP": "Sesuai (100)", "TGL_LHR": "Sesuai", "ALAMAT": "Sesuai (91)"}
    stub.says(VERIFY_DOOR, {"content": [verdicts]})
    evidence = gathered(town, bu_sari)

    name = evidence.items["person.name"]
    assert (name.value, name.status, name.mode, name.source, name.score) == (
        "Sari Wulandari", "verified", "verify", "dukcapil", 100,
    )  # fmt: skip
    assert evidence.items["person.birth_date"].status == "verified"
    assert evidence.complete
    asked = stub.asked[0][1]
    assert (asked["NAMA_LGKP"], asked["TGL_LHR"], asked["TRESHOLD"]) == ("SARI WULANDARI", "15-07-1985", "90")


def test_verify_mode_that_says_no_is_a_conflict_without_a_usable_value(town, bu_sari, stub):
    connect("dukcapil", stub.url, mode="verify", threshold=90)
    agree("dukcapil", method="verify")
    stub.says(
        VERIFY_DOOR, {"content": [{"NIK": SARI_NIK, "NAMA_LGKP": "Tidak Sesuai (40)", "TGL_LHR": "Sesuai"}]}
    )
    evidence = gathered(town, bu_sari)

    name = evidence.items["person.name"]
    assert (name.value, name.status, name.reason, name.next) == (None, "conflict", "not_matched", "manual")
    assert name.others[0].value == "Sari Wulandari"
    assert "person.name" not in evidence.facts()
    assert "person.name" in evidence.missing()


def test_verify_mode_checks_what_the_citizen_answered(town, bu_sari, stub):
    connect("dukcapil", stub.url, mode="verify")
    agree("dukcapil", method="verify")
    stub.says(VERIFY_DOOR, {"content": [{"NIK": SARI_NIK, "DUSUN": "Tidak Sesuai"}]})
    service = {"needs": ("person.hamlet",), "asks": {"dusun": an_ask("dusun", answers="person.hamlet")}}
    evidence = gathered(town, bu_sari, service=service, answers={"dusun": "Krajan"})
    assert evidence.items["person.hamlet"].status == "conflict"
    assert "person.hamlet" not in evidence.facts()


def test_a_value_agreement_is_not_used_beyond_verify_when_only_verify_is_granted(town, bu_sari, dukcapil):
    agree("dukcapil", method="verify")
    dukcapil.says(VERIFY_DOOR, {"content": [{"NIK": SARI_NIK, "NAMA_LGKP": "Sesuai"}]})
    gathered(town, bu_sari)
    assert [path for path, _ in dukcapil.asked] == [VERIFY_DOOR]


def test_a_resident_who_died_yesterday_is_known_to_be_dead(town, pak_budi, dukcapil):
    agree("dukcapil", elements=["person.name"])
    row = dukcapil_row(RESPON="Data Ditemukan, Meninggal Dunia", TGL_MENINGGAL="2026-11-20")
    dukcapil.says(NIK_DOOR, {"content": [row]})
    evidence = gathered(town, pak_budi)

    alive = evidence.items["person.alive"]
    assert (alive.value, alive.status, alive.source) == (False, "conflict", "dukcapil")
    assert evidence.facts()["person.alive"] is False

    dukcapil.says(
        NIK_DOOR, {"content": [{"RESPONSE_CODE": "11", "RESPON": "Data Ditemukan, Meninggal Dunia"}]}
    )
    assert gathered(town, pak_budi).facts()["person.alive"] is False


def test_a_person_unknown_to_dukcapil_but_known_to_us_is_a_conflict(town, pak_budi, dukcapil):
    agree("dukcapil")
    dukcapil.says(NIK_DOOR, {"content": [{"RESPON": "Data Tidak Ditemukan"}]})
    item = gathered(town, pak_budi).items["person.name"]
    assert (item.status, item.reason, item.source) == ("conflict", "not_found", "registry")


def test_somebody_elses_record_is_never_taken(town, pak_budi, dukcapil):
    agree("dukcapil")
    dukcapil.says(NIK_DOOR, {"content": [dukcapil_row(NIK="3376025507850099", NAMA_LGKP="ORANG LAIN")]})
    evidence = gathered(town, pak_budi)
    assert evidence.items["person.name"].value == "Sari Wulandari"
    assert evidence.calls[-1]["outcome"] == "malformed"


def test_one_unreadable_field_costs_only_itself(town, pak_budi, dukcapil):
    agree("dukcapil")
    row = dukcapil_row(TGL_LHR="00-00-1985", AGAMA="ENTAH", NAMA_LGKP={"a": 1})
    dukcapil.says(NIK_DOOR, {"content": [row]})
    evidence = gathered(town, pak_budi, service={"needs": (*NEEDS, "person.religion", "person.occupation")})
    assert evidence.items["person.occupation"].source == "dukcapil"
    for path in ("person.birth_date", "person.religion", "person.name"):
        assert (evidence.items[path].source, evidence.items[path].reason) == ("registry", "malformed")


def test_the_family_card_comes_in_one_call_and_leaves_out_the_dead(town, pak_budi, dukcapil):
    agree("dukcapil")
    dead = dukcapil_row(
        NIK="3376021105100001", STAT_HBKEL="ANAK", TGL_MENINGGAL="2026-11-20", RESPON="... Meninggal Dunia"
    )
    head = dukcapil_row(NIK="3376021105830001", NAMA_LGKP="AGUS SANTOSO", STAT_HBKEL="KEPALA KELUARGA")
    dukcapil.says(KK_DOOR, {"content": [dukcapil_row(), dead, head]})
    evidence = gathered(
        town, pak_budi, service={"needs": ("household.members", "household.size", "household.head_name")}
    )

    assert dukcapil.asked[0][0] in {KK_DOOR, NIK_DOOR}
    assert {path for path, _ in dukcapil.asked} <= {KK_DOOR, NIK_DOOR}
    size = evidence.items["household.size"]
    assert (size.value, size.source, size.status) == (
        2,
        "dukcapil",
        "conflict",
    )  # our extract still says three
    assert [m["relation"] for m in evidence.facts()["household.members"]] == ["head", "wife"]
    assert evidence.facts()["household.head_name"] == "AGUS SANTOSO"
    assert dukcapil.asked[-1][1].get("NO_KK", KK) == KK


def test_who_lives_elsewhere_is_answered_by_nik_alone(town, pak_budi, dukcapil):
    agree("dukcapil")
    nik = "3301010101900001"
    dukcapil.says(NIK_DOOR, {"content": [dukcapil_row(NIK=nik, NAMA_LGKP="BAMBANG")]})
    service = a_service(needs=("partner.name",), roles={"partner": a_role("partner")})
    roles = {"person": town.ref, "partner": SubjectRef("person", None, {"nik": nik})}
    evidence = gather(service=service, roles=roles, by=pak_budi, purpose=PURPOSE)
    assert evidence.facts()["partner.name"] == "BAMBANG"


def test_no_personal_number_travels_in_an_address(town, bu_sari, dukcapil):
    agree("dukcapil")
    gathered(town, bu_sari)
    assert all(SARI_NIK not in path for path, _ in dukcapil.asked)


def test_queries_with_a_connected_register_are_pinned(town, bu_sari, dukcapil, django_assert_num_queries):
    agree("dukcapil")
    with django_assert_num_queries(11):  # as without, and one for the agreements
        gathered(town, bu_sari)


def test_the_ledger_entry_is_there_before_the_register_is_asked(town, bu_sari, dukcapil):
    agree("dukcapil")
    seen = []
    before = LedgerEntry.objects.filter(act="read").count()
    real = dukcapil.answers[NIK_DOOR]

    def watching(asked):
        seen.append(asked)
        return real(asked)

    dukcapil.answers[NIK_DOOR] = watching
    gathered(town, bu_sari)
    assert len(seen) == 1
    entry = LedgerEntry.objects.filter(act="read").order_by("-id").first()
    assert LedgerEntry.objects.filter(act="read").count() == before + 1
    assert entry.detail["sources"] == ["dukcapil", "registry"]
    assert set(NEEDS) <= set(entry.facts)
