"""Reading declarations: lines in problems, no YAML surprises, versions that mean the same text."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sebayu.core.services import DeclarationError, from_canonical, load, load_examples, load_text
from sebayu.core.services.tests.samples import TOWN, changed, text_of, town
from sebayu.core.services.yamlfile import parse


def problems(text: str):
    with pytest.raises(DeclarationError) as caught:
        load_text(text, "sktm.yaml")
    return caught.value.problems


def test_a_folder_of_services_brings_its_examples():
    services = town()
    assert set(services) == {"sktm", "sku", "pindah"}
    assert [one.name for one in services["sktm"].examples] == [
        "sari_low_decile",
        "wati_high_decile",
        "joko_not_connected",
    ]
    assert services["sku"].steps[0].key == "attest_rt"
    assert services["sktm"].requester == "household"
    assert services["pindah"].obsolete.door.label.startswith("Dinas")


def test_words_stay_words_and_dates_stay_text():
    data, _lines = parse("on: off\nday: 2026-01-02\ntime: 12:30\nrt: 004\nn: 4\nyes: true\nx: ~", "a.yaml")
    assert data == {
        "on": "off", "day": "2026-01-02", "time": "12:30", "rt": "004", "n": 4, "yes": True, "x": None,
    }  # fmt: skip


def test_every_place_knows_its_line():
    _data, lines = parse("a: 1\nb:\n  - x: 1\n  - y: 2\n", "a.yaml")
    assert (lines["a"], lines["b"], lines["b.1"], lines["b.1.y"]) == (1, 2, 4, 4)


MISTAKES = [  # what is replaced, by what, the text of the line that is to be named, and what is said
    ("    cite: Inpres 4/2025\n    valid_from", "    valid_from", "- id: decile", "dasar hukum"),
    ("basis: {law: Perwal tentang surat kelurahan (contoh), article: pasal 4}", "", "service: sktm", "basis"),
    ("kind: choice", "kind: essay", "kind: essay", "asks.purpose.kind"),
    ("cost: {amount: 0}", "costs: {amount: 0}", "service: sktm", "costs"),
    ("valid_from: 2025-07-01", "valid_from: 2025-13-41", "2025-13-41", "valid_from"),
    ("within: {working_days: 1}", "within: {working_days: 1, working_hours: 3}", "within:", "within"),
    ("  - sign: {by: head}", "  - sign: {by: rt}", "sign: {by: rt}", "steps.2"),
    ("  - sign: {by: head}", "  - sign: {by: head}\n  - sign:  {by: head}", "sign:  {by", "dua kali"),
    (
        "    options: [Mendaftar sekolah atau kuliah, Keringanan biaya rumah sakit]\n",
        "",
        "purpose:",
        "options",
    ),
    ("kind: choice", "kind: text", "options:", "asks.purpose.options"),
    ("words: [", "words: ]", "words: ]", "YAML"),
    ("title: Surat", "service: lain\ntitle: Surat", "service: lain", "dua kali"),
]


@pytest.mark.parametrize(("old", "new", "at", "says"), MISTAKES)
def test_a_mistake_is_reported_with_its_line(old, new, at, says):
    assert old in text_of("sktm")
    text = text_of("sktm").replace(old, new, 1)
    found = problems(text)
    matching = [one for one in found if says in f"{one.what} {one.why}"]
    assert matching, [str(one) for one in found]
    assert matching[0].line == text[: text.index(at)].count("\n") + 1
    assert matching[0].path == "sktm.yaml"
    assert all(one.what and one.fix for one in found)


def test_an_anchor_nobody_refers_to_does_no_harm():
    assert changed("sktm", "summary: ", "summary: &a ").key == "sktm"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "a: &x [1]\nb: *x",
        "a: &x {b: *x}",
        "a: !!timestamp 2026-01-01",
        "a: !!python/object/apply:os.system [ls]",
        "a: !!int x",
        "{" * 5000,
        "a: \x00",
        "- " * 400 + "x",
    ],
)
def test_hostile_yaml_is_refused_in_words(text):
    assert all(one.what for one in problems(text))


def test_a_file_that_is_not_text_or_too_large_is_refused(tmp_path):
    for name, content in (("a.yaml", b"\xff\xfe\x00"), ("b.yaml", b"#" * 300_000), ("c.yaml", b"")):
        (tmp_path / name).write_bytes(content)
        with pytest.raises(DeclarationError):
            load([tmp_path / name])


def test_all_problems_of_all_files_come_at_once(tmp_path):
    (tmp_path / "a.yaml").write_text("service: A-B")
    (tmp_path / "b.yaml").write_text("service: [")
    with pytest.raises(DeclarationError) as caught:
        load([tmp_path])
    assert {one.path for one in caught.value.problems} == {str(tmp_path / "a.yaml"), str(tmp_path / "b.yaml")}


def test_two_files_with_one_key_are_refused(tmp_path):
    for name in ("a.yaml", "b.yaml"):
        (tmp_path / name).write_text(text_of("sku"))
    with pytest.raises(DeclarationError, match="dua kali"):
        load([tmp_path])


def test_an_example_of_no_service_is_refused(tmp_path):
    (tmp_path / "services").mkdir()
    (tmp_path / "examples").mkdir()
    (tmp_path / "services" / "sku.yaml").write_text(text_of("sku"))
    (tmp_path / "examples" / "x.yaml").write_text(
        "{service: nothing, name: x, on: 2026-01-01, expect: {outcome: yes}}"
    )
    with pytest.raises(DeclarationError, match="nothing"):
        load([tmp_path / "services"])


def test_examples_know_their_file_and_line():
    found = load_examples(TOWN / "examples" / "wati_high_decile.yaml")
    assert [one.line for one in found] == [1, 7, 12]


def test_the_version_is_of_the_meaning_not_of_the_spelling():
    same = load_text("# catatan\n" + text_of("sktm"))
    other = changed("sktm", "<= 4\n    because", "<= 5\n    because")
    assert town()["sktm"].version == same.version != other.version


def test_a_kept_version_decides_as_before():
    service = town()["sktm"]
    kept = from_canonical(service.canonical)
    assert (kept.version, kept.entitled, kept.steps, kept.asks) == (
        service.version,
        service.entitled,
        service.steps,
        service.asks,
    )


def test_an_obsolete_service_has_no_steps():
    text = text_of("pindah") + "steps:\n  - sign: {by: head}\n"
    assert any("steps" in one.what for one in problems(text))


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=12),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)
CONTENT = json.loads(town()["sktm"].canonical)
_FIELDS = sorted(CONTENT)


def reads_or_says_why(text: str) -> None:
    try:
        assert load_text(text).key
    except DeclarationError as error:
        assert all(one.what and one.line >= 1 for one in error.problems)  # noqa: PT017 - either way is right


@settings(deadline=None, max_examples=60)
@given(st.text(max_size=80))
def test_any_text_is_read_or_refused_in_words(text):
    reads_or_says_why(text)


@settings(deadline=None, max_examples=80)
@given(st.sampled_from(_FIELDS), _JSON)
def test_any_value_in_any_field_is_read_or_refused_in_words(field, value):
    content = {**CONTENT, field: value}
    reads_or_says_why(json.dumps(content))
