"""Strict reading of what registers send: nothing they say may break us or be taken for something else."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sebayu.core.exchange.errors import SourceDown, SourceMalformed, SourceRefused, SourceSlow
from sebayu.core.exchange.sources.dukcapil import mapping
from sebayu.core.exchange.sources.http import MAX_BYTES, Caller, time_of
from sebayu.core.exchange.sources.record import day, inside, three, whole
from sebayu.core.exchange.tests.conftest import dukcapil_row
from sebayu.core.exchange.types import Item, Other
from sebayu.core.facts import vocabulary
from sebayu.core.facts.kinds import coerce


@pytest.fixture
def caller(stub):
    return Caller("oss", "OSS", stub.url)


def call(caller, timeout=2.0):
    return caller.call("POST", "/x", timeout=timeout, body={})


@pytest.mark.parametrize(
    ("body", "status", "kind", "error"),
    [
        (b"", 200, "application/json", SourceMalformed),
        (b"{", 200, "application/json", SourceMalformed),
        (b"[1,2]", 200, "application/json", SourceMalformed),
        (b'{"a": NaN}', 200, "application/json", SourceMalformed),
        (b"\xff\xfe{}", 200, "application/json", SourceMalformed),
        (b'{"a":' * 100_000, 200, "application/json", SourceMalformed),
        (b"<html>Pemeliharaan</html>", 200, "text/html", SourceMalformed),
        (b"{" + b" " * (MAX_BYTES + 1) + b"}", 200, "application/json", SourceMalformed),
        (b"{}", 500, "application/json", SourceDown),
        (b"{}", 302, "application/json", SourceDown),
        (b"", 404, "text/html", SourceDown),
        (b"{}", 401, "application/json", SourceRefused),
        (b"{}", 429, "application/json", SourceRefused),
    ],
    ids=[
        "empty",
        "cut",
        "list",
        "nan",
        "bytes",
        "deep",
        "html",
        "huge",
        "500",
        "redirect",
        "404",
        "401",
        "429",
    ],
)
def test_what_is_no_answer_is_a_clear_error_without_personal_data(stub, caller, body, status, kind, error):
    stub.says("/x", body, status, kind)
    with pytest.raises(error) as caught:
        call(caller)
    assert "OSS" in str(caught.value)
    assert caught.value.__cause__ is None


def test_nobody_listening_and_silence(stub, caller):
    stub.says("/x", {}, wait=0.5)
    with pytest.raises(SourceSlow):
        call(caller, timeout=0.1)
    with pytest.raises(SourceDown):
        Caller("oss", "OSS", "http://127.0.0.1:1").call("POST", "/x", timeout=1, body={})


def test_a_register_that_drips_is_cut_off():
    import socket
    import threading

    server = socket.create_server(("127.0.0.1", 0))
    stop = threading.Event()

    def drip():
        connection, _address = server.accept()
        with connection:
            connection.sendall(
                b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 9999\r\n\r\n"
            )
            while not stop.wait(0.02):
                try:
                    connection.sendall(b" ")
                except OSError:
                    return

    thread = threading.Thread(target=drip, daemon=True)
    thread.start()
    with pytest.raises(SourceSlow):  # each read came in time; only the deadline of the whole answer ends it
        Caller("oss", "OSS", f"http://127.0.0.1:{server.getsockname()[1]}").call(
            "POST", "/x", timeout=0.2, body={}
        )
    stop.set()
    thread.join(5)
    server.close()


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=12),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)


@given(st.dictionaries(st.sampled_from(sorted(dukcapil_row())), json_values), st.text(max_size=40))
def test_no_row_of_dukcapil_breaks_reading_and_every_value_is_of_its_kind_or_called_malformed(changes, told):
    row = dukcapil_row(**changes, RESPON=told)
    for path, reading in mapping.readings(row, mapping.PERSON).items():
        try:
            value = coerce(vocabulary()[path].kind, reading.value) if reading.value is not None else None
        except ValueError:
            continue
        fact = vocabulary()[path]
        assert value is None or not fact.choices or fact.label_of(value) is not None


@pytest.mark.parametrize(
    ("element", "text", "path", "value"),
    [
        ("AGAMA", "KATHOLIK", "person.religion", "catholic"),
        ("AGAMA", "3", "person.religion", "catholic"),
        ("AGAMA", "BUDHA", "person.religion", "buddhist"),
        ("STATUS_KAWIN", "CERAI MATI", "person.marital_status", "widowed"),
        ("STATUS_KAWIN", "KAWIN BELUM TERCATAT", "person.marital_status", "married"),
        ("STAT_HBKEL", "ORANG TUA", "person.family_relation", "parent"),
        ("PDDK_AKH", "AKADEMI/DIPLOMA III/S. MUDA", "person.education", "diploma_3"),
        ("PDDK_AKH", "TAMAT SD/SEDERAJAT", "person.education", "primary"),
        ("JENIS_KLMIN", "LAKI-LAKI", "person.sex", "male"),
        ("GOL_DARAH", "TIDAK TAHU", "person.blood_group", "unknown"),
        ("TGL_LHR", "15-07-1985", "person.birth_date", dt.date(1985, 7, 15)),
        ("NO_RT", 4, "person.rt", "004"),
        ("NO_PASPOR", "-", "person.passport_number", None),
        ("ALAMAT", "JL. SANGIR GG. III", "person.address", "Jl. Sangir Gg. III"),
        ("NAMA_LGKP", "  NUR'AINI ", "person.name", "NUR'AINI"),
    ],
)
def test_dukcapils_spellings(element, text, path, value):
    assert mapping.value(dukcapil_row(**{element: text}), path) == value


def test_every_text_of_the_code_lists_is_understood_and_written_back():
    for path, fact in mapping.MAPPED.items():
        for choice in fact.choices:
            assert mapping.choice(fact, mapping.claim_text(fact, choice.value)) == choice.value, (
                path,
                choice,
            )


@pytest.mark.parametrize(
    ("answer", "threshold", "matches", "score"),
    [
        ("Sesuai", 90, True, None), ("Tidak Sesuai", 90, False, None), ("Sesuai (91)", 90, True, 91),
        ("Sesuai (80)", 90, False, 80), ("Tidak Sesuai (95)", 90, False, 95), ("97", 90, True, 97), (88, 90, False, 88),
    ],
)  # fmt: skip
def test_verdicts(answer, threshold, matches, score):
    found = mapping.verdict(answer, threshold)
    assert (found.matches, found.score) == (matches, score)


@pytest.mark.parametrize("answer", ["", None, "Mungkin", "101", "١٢"])
def test_no_verdict_is_no_yes(answer):
    assert mapping.verdict(answer, 90) is None


@given(json_values)
def test_readers_never_raise(raw):
    for read in (day, three, whole):
        read(raw)
    assert inside({"a": raw}, "b.c") is None


def test_a_stated_time_ahead_of_now_becomes_now_and_nonsense_is_malformed():
    assert time_of("2999-01-01T00:00:00", "OSS") <= dt.datetime.now(dt.UTC)
    assert time_of("2026-01-01T00:00:00", "OSS").utcoffset() == dt.timedelta(hours=7)
    assert time_of(None, "OSS") is None
    for text in ("kemarin", {"a": 1}, "9999999-01-01"):
        with pytest.raises(SourceMalformed):
            time_of(text, "OSS")


@given(
    st.sampled_from([f for f in vocabulary().values() if f.example is not None]),
    st.sampled_from(["known", "verified", "conflict", "missing"]),
)
def test_items_come_back_from_the_database_as_they_were(fact, status):
    value = coerce(fact.kind, fact.example)
    item = Item(
        value=value, kind=fact.kind, source="x", status=status, others=(Other("y", value=value),), score=0
    )
    assert Item.from_json(item.to_json()) == item
