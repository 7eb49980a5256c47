"""What check refuses, each with line, why and what now; and that the sample town passes."""

from dataclasses import replace

import pytest

from sebayu.core.services import LetterInfo, check, check_all
from sebayu.core.services.tests.samples import LETTERS, changed, example, town


def findings(service, letters=LETTERS):
    return [one for one in check(service, None, letters) if one.level == "error"]


def test_the_sample_town_passes():
    assert check_all(town(), None, LETTERS) == []


REFUSED = [
    # unknown facts, roles, copies
    ("needs: [person.nik,", "needs: [person.nikk,", "person.nikk", "person.nik?"),
    ("needs: [person.nik,", "needs: [deceased.name,", "Peran deceased", "roles"),
    ("needs: [person.nik,", "needs: [person.fingerprint,", "tidak pernah diberikan", "Hapus"),
    ("needs: [person.nik,", "needs: [person.disability,", "tidak pernah diberikan", "Hapus"),
    ("replaces: [fotokopi_ktp,", "replaces: [foto_kopi_ktp,", "foto_kopi_ktp", "fotokopi_ktp?"),
    # a law that says nothing
    ("cite: Inpres 4/2025\n    valid_from", "cite: '-'\n    valid_from", "Dasar hukum kosong", "pasal"),
    ("cost: {amount: 0}", "cost: {amount: 5000, basis: '.'}", "Dasar hukum kosong", "pasal"),
    ("cost: {amount: 0}", "cost: {amount: 5000}", "Dasar hukum kosong", "pasal"),
    # CEL
    ("when: household.welfare_decile <= 4\n    because", "when: household.welfare_decile <=\n    because", "CEL", "kurung"),
    ("when: household.welfare_decile <= 4\n    because", "when: household.decile <= 4\n    because", "household.decile", "?"),
    ("when: household.welfare_decile <= 4\n    because", "when: household.welfare_decile <= \"4\"\n    because", "angka", "kutip"),
    ("when: household.welfare_decile <= 4\n    because", "when: household.welfare_decile\n    because", "ya/tidak", "perbandingan"),
    ("when: household.welfare_decile <= 4\n    because", "when: person.sex == \"wanita\"\n    because", "wanita", "female"),
    ("when: household.welfare_decile <= 4\n    because", "when: person.birth_date < \"2000-01-01\"\n    because", "tanggal", "date("),
    ("when: household.welfare_decile <= 4\n    because", "when: person.name == null\n    because", "null", "Tanggal"),
    ("when: household.welfare_decile <= 4\n    because", "when: age(person.birth_date) == \"17\"\n    because", "age()", "kutip"),
    ("when: household.welfare_decile <= 4\n    because", "when: person.education == \"master\"\n    because", "tidak dibaca", "needs"),
    ("when: household.welfare_decile <= 4\n    because", "when: household.welfare_decile * 1.5 < 4.5\n    because", "tidak dapat dihitung", "pecahan"),
    ("when: household.welfare_decile <= 4\n    because", "when: age(household.welfare_decile) > 4\n    because", "tidak dapat dihitung", "Samakan"),
    ("unless: evidence.complete}", "unless: evidence.done}", "evidence", "roles"),
    ("'area.kind == \"desa\"'", "'area.kind == \"kota\"'", "kota", "desa"),
    ("automatic: {when: evidence.complete", "automatic: {when: answers.reason == \"x\"", "reason", "asks"),
    # the question to RT
    ("{person.name} tinggal", "{person.religion} tinggal", "person.religion", "needs"),
    ("fact: person.lives_here", "fact: person.birth_date", "disaksikan", "lives_here"),
    ("fact: person.lives_here", "fact: person.lives_there", "person.lives_there", "lives_here?"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "says", "fix"), REFUSED)
def test_check_refuses(old, new, says, fix):
    found = findings(changed("sktm", old, new))
    matching = [one for one in found if says in one.what]
    assert matching, [str(one) for one in found]
    assert fix in matching[0].fix
    assert matching[0].path == "sktm.yaml"
    assert matching[0].line > 1


def ask(label: str, key: str = "thing", more: str = "", kind: str = "text") -> str:
    return f"asks:\n  {key}:\n    label: {label!r}\n    kind: {kind}\n    because: x\n{more}"


@pytest.mark.parametrize(
    ("label", "key"),
    [
        ("Tanggal lahir Anda?", "thing"),
        ("Tuliskan alamat lengkap Anda", "thing"),
        ("NIK", "thing"),
        ("Nomor KTP Anda", "thing"),
        ("Siapa nama ibu kandung Anda?", "thing"),
        ("Apa pekerjan Anda?", "thing"),
        ("Nomor induk berusaha", "thing"),
        ("Yang lain?", "birth_date"),
        ("Yang lain?", "person_religion"),
        ("Jumlah tanggungan", "thing"),
        ("Tanggal lahir anak", "thing"),
        ("Siapa nama calon suami?", "thing"),
        ("Pekerjaan orang tua", "thing"),
    ],
)
def test_a_question_a_source_can_answer_is_refused(label, key):
    found = findings(changed("sktm", "asks:\n", ask(label, key)))
    assert any("sudah dimiliki register" in one.what for one in found), found


@pytest.mark.parametrize(
    "label",
    [
        "Untuk keperluan apa?",
        "Ditujukan kepada siapa?",
        "Tanggal acara",
        "Nama bayi",
        "Barang apa yang hilang?",
    ],
)
def test_a_question_only_the_citizen_can_answer_passes(label):
    assert findings(changed("sktm", "asks:\n", ask(label))) == []


def test_a_declared_answer_is_refused_unless_the_register_is_silent():
    refused = [
        "    answers: person.birth_date\n",
        "    answers: person.death_date\n",
        "    answers: person.death_date\n    when: person.is_resident\n",
        "    answers: person.death_date\n    when: '!person.alive'\n",
    ]
    for more in refused:
        service = changed("sktm", "asks:\n", ask("Kapan?", "when_was_it", more, "date"))
        service = replace(service, needs=(*service.needs, "person.alive"))
        assert any("sudah dimiliki register" in one.what for one in findings(service)), more
    service = changed(
        "sktm",
        "asks:\n",
        ask("Kapan?", "when_was_it", "    answers: person.death_date\n    when: person.alive\n", "date"),
    )
    assert findings(replace(service, needs=(*service.needs, "person.alive"))) == []


def test_a_question_that_only_sounds_alike_says_so():
    assert (
        findings(changed("sktm", "asks:\n", ask("Nama lengkap", more="    differs_from: [person.name]\n")))
        == []
    )
    found = findings(
        changed("sktm", "asks:\n", ask("Nama lengkap", more="    differs_from: [person.nickname]\n"))
    )
    assert any("person.nickname" in one.what for one in found)


def test_a_letter_placeholder_nothing_fills_is_refused():
    letters = {
        "sktm": LetterInfo(frozenset({"person.name", "person.religion", "answers.addressee", "person.rt"}))
    }
    found = [one.what for one in findings(town()["sktm"], letters)]
    assert [path for path in sorted(letters["sktm"].placeholders) if any(path in what for what in found)] == [
        "answers.addressee",
        "person.religion",
        "person.rt",
    ]


def test_a_letter_that_does_not_exist_is_refused():
    assert "sktm" in findings(town()["sktm"], {})[0].what


def test_an_answer_that_may_be_skipped_cannot_fill_a_required_blank():
    service = changed("sktm", "    because: Dicetak", "    required: false\n    because: Dicetak")
    assert "boleh kosong" in findings(service)[0].what


def test_an_optional_blank_that_nothing_ever_fills_is_warned_about():
    letter = LetterInfo(frozenset({"person.name"}), frozenset({"person.rt", "person.hamlet"}))
    found = check(town()["sktm"], None, {"sktm": letter})
    assert [(one.level, one.what.split()[0]) for one in found] == [("warning", "person.hamlet")]


def test_letters_not_given_are_not_judged():
    assert check(replace(town()["sktm"], gives=replace(town()["sktm"].gives, letter="nothing"))) == []


@pytest.mark.parametrize(
    ("facts", "expect", "says"),
    [
        ({"person.is_resident": True, "household.welfare_decile": 9}, {"outcome": "yes"}, "putusan no"),
        (
            {"person.is_resident": True, "household.welfare_decile": 3},
            {"outcome": "yes", "asks": 0},
            "asks: 1",
        ),
        (
            {"person.is_resident": False, "household.welfare_decile": 9},
            {"outcome": "no", "reasons": ["decile"]},
            "resident",
        ),
        (
            {"person.is_resident": False, "household.welfare_decile": 3},
            {"outcome": "no", "reasons": ["age"]},
            "age",
        ),
        (
            {"person.is_resident": True, "household.welfare_decile": 3},
            {"outcome": "yes", "steps": ["sign_head"]},
            "attest_rt",
        ),
        (
            {"person.is_resident": True, "household.welfare_decile": 3},
            {"outcome": "yes", "automatic": True},
            "automatic",
        ),
        ({"household.welfare_decile": "3"}, {"outcome": "unknown"}, "household.welfare_decile bukan int"),
        ({"person.sex": "f"}, {"outcome": "unknown"}, "pilihan"),
        ({"person.colour": "f"}, {"outcome": "unknown"}, "person.colour"),
        ({"nothing": "f"}, {"outcome": "unknown"}, "nothing"),
    ],
)
def test_an_example_that_fails_is_refused(facts, expect, says):
    service = replace(town()["sktm"], examples=(example("sktm", facts, expect, path="e.yaml", line=7),))
    found = findings(service)
    assert any(says in one.what for one in found), [str(one) for one in found]
    assert {(one.path, one.line) for one in found} == {("e.yaml", 7)}


def test_missing_words_and_examples_are_warned_about():
    service = replace(town()["sktm"], words=(), examples=())
    found = check(service, None, LETTERS)
    assert [one.level for one in found] == ["warning", "warning"]


def test_lists_are_tried_by_the_names_of_their_entries():
    old = "when: household.welfare_decile <= 4\n    because"
    for member, is_known in [
        ("age(m.birth_date) < 18", True),
        ("age(m.birthday) < 18", False),
        ("m.sex < 3", False),
    ]:
        service = changed("sktm", old, f"when: household.members.exists(m, {member})\n    because")
        service = replace(service, optional=(*service.optional, "household.members"), examples=())
        assert (findings(service) == []) is is_known, member


def test_roles_are_judged():
    for old, new, says in [
        ("  business: {kind: business, label: \"Usaha yang mana?\", chosen_from: register", "  answers: {kind: business, label: x, chosen_from: register", "answers"),
        ("kind: business, label: \"Usaha yang mana?\", chosen_from: register", "kind: person, label: x, chosen_from: register", "register"),
        ("business.status ==", "business.colour ==", "business.colour"),
        ("== \"active\"'", "== \"open\"'", "open"),
    ]:  # fmt: skip
        found = findings(changed("sku", old, new))
        assert any(says in one.what for one in found), [str(one) for one in found]
