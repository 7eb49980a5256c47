import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from sebayu.core.registry import names


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Soekarno", "Sukarno"), ("Moh. Chusnul", "Muhammad Husnul"), ("Muh Khusnul", "Mohamad Chusnul"),
        ("Djoko Tjahjono", "Joko Cahyono"), ("Sjahrir", "Syahrir"), ("Widjaja", "Wijaya"), ("Joesoef", "Yusuf"),
        ("Zaenal Arifin", "Jainal Aripin"), ("Hj. Siti Aisyah, S.Pd", "SITI AISAH"), ("Slamet Riyadi", "Slamet Riadi"),
        ("Nurul Qomariyah", "Nurul Komariah"), ("Dwie Yanty", "Dwi Yanti"), ("Ma'ruf", "Maruf"), ("Njoman", "Nyoman"),
    ],
)  # fmt: skip
def test_writings_of_one_name_sound_the_same(one, other):
    assert names.sound(one) == names.sound(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Sri Wulandari", "Sri Wahyuni"),
        ("Panji", "Pandi"),
        ("Budi", "Bude"),
        ("Tuti", "Titi"),
        ("Sari", "Sri"),
    ],
)
def test_different_names_stay_apart(one, other):
    assert names.sound(one) != names.sound(other)


def test_titles_fall_away_but_never_the_whole_name():
    assert names.tokens("Dr. H. Slamet, S.H.") == ["slamet"]
    assert names.tokens("Haji") == ["haji"]
    assert names.tokens("H") == ["h"]


@pytest.mark.parametrize("name", ["محمد علي", "ꦱꦸꦠꦶ", "José Ñandú", "O'Neil", "A" * 80, "X Æ A-12"])
def test_any_script_has_keys(name):
    assert names.keys(name)


def test_nothing_but_marks_is_no_name():
    assert names.tokens("-- 123 .") == []


@given(st.text(max_size=120))
def test_no_name_breaks_the_keys(name):
    for token in names.tokens(name):
        assert 0 < len(token) <= names.LONGEST_TOKEN
        assert names.key(token)
        assert token in names.forms(token)


WORDS = st.text(alphabet="abcdefghijklmnopqrstuvwxyz", min_size=3, max_size=14)


@given(WORDS, st.data())
def test_words_one_slip_apart_share_a_form(word, data):
    at = data.draw(st.integers(0, len(word) - 1))
    letter = data.draw(st.sampled_from("abcdefghijklmnopqrstuvwxyz"))
    slips = [
        word[:at] + word[at + 1 :], word[:at] + letter + word[at:], word[:at] + letter + word[at + 1 :],
        word[:at] + word[at + 1 : at + 2] + word[at] + word[at + 2 :],
    ]  # fmt: skip
    for slip in slips:
        assert OSA.distance(word, slip) <= 1
        assert names.forms(word) & names.forms(slip)
