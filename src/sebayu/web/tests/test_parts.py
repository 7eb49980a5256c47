"""The components draw what they are given, escape what is hostile, and say in words what colour says."""

from datetime import date, datetime

import pytest
from django import forms
from django.template import Context, Template

from sebayu.web.components import (
    MODES,
    TONES,
    Answer,
    Chip,
    FactRow,
    Letter,
    Moment,
    Pager,
    Reason,
    RowLink,
    Verdict,
)
from sebayu.web.kit import STATIC, icon_names

EVIL = '<script>alert("x")</script>\'"'


def draw(source: str, **context: object) -> str:
    return Template("{% load web %}" + source).render(Context(context))


@pytest.mark.parametrize("mode", MODES)
def test_chip_says_how_who_and_when(mode: str) -> None:
    html = draw("{% chip c %}", c=Chip(mode, "Dukcapil", date(2026, 11, 3)))
    assert str(MODES[mode][1]) in html
    assert "Dukcapil" in html
    assert "3\u00a0Nov 2026" in html
    assert 'datetime="2026-11-03"' in html


@pytest.mark.parametrize(
    ("source", "item"),
    [
        ("{% fact x %}", FactRow(EVIL, EVIL, Chip("value", EVIL, note=EVIL), "/salah/", EVIL, (EVIL, EVIL))),
        ("{% reason x %}", Reason(False, EVIL, EVIL, EVIL, "/a/", EVIL)),
        ("{% answers x %}", [Answer(EVIL, EVIL, EVIL, ("on",), 1, 2)]),
        ("{% timeline x %}", [Moment(EVIL, EVIL, "now", EVIL, datetime(2026, 1, 1))]),
        ("{% letter x %}", Letter("/p.png", EVIL, "/p.pdf", EVIL)),
        ("{% row x %}", RowLink(EVIL, "/r/", EVIL, badge=("ok", EVIL))),
        ("{% verdict x %}", Verdict("bad", EVIL, [EVIL])),
        ("{% badge 'ok' x %}{% say 'bad' x %}", EVIL),
        ("{% icon 'home' x %}", EVIL),
        ("{% notice 'ok' title=x %}{{ x }}{% endnotice %}", EVIL),
        ("{% empty 'inbox' x %}{{ x }}{% endempty %}", EVIL),
        ("{% more x %}{{ x }}{% endmore %}", EVIL),
    ],
)
def test_every_part_escapes_what_it_is_given(source: str, item: object) -> None:
    html = draw(source, x=item)
    assert "<script" not in html
    assert "&lt;script&gt;" in html


@pytest.mark.parametrize("ok", [True, False, None])
def test_reason_says_its_outcome_without_colour(ok: bool | None) -> None:
    reason = Reason(ok, "Anda penduduk Mintaragen.")
    assert f'<span class="sr">{reason.said}: </span>' in draw("{% reason r %}", r=reason)


def test_status_always_has_icon_and_word() -> None:
    for tone in TONES:
        html = draw("{% badge t 'Selesai' %}", t=tone)
        assert "<use href=" in html
        assert "Selesai" in html


def test_every_named_icon_is_in_the_sprite() -> None:
    names = set(icon_names())
    assert {icon for icon, _said in MODES.values()} | set(TONES.values()) <= names
    assert len(names) > 40
    for template in (STATIC.parents[1] / "templates").rglob("*.html"):
        text = template.read_text(encoding="utf-8")
        used = {part.split('"')[1] for part in text.split("{% icon ")[1:] if part.startswith('"')}
        assert used <= names, template.name


class Sample(forms.Form):
    phone = forms.CharField(label="Nomor", help_text="Sepuluh angka atau lebih.")
    why = forms.ChoiceField(label="Untuk apa?", choices=[("a", "A"), ("b", "B")], widget=forms.RadioSelect)


def test_pick_puts_hint_and_error_beside_the_question_and_keeps_what_was_typed() -> None:
    form = Sample({"phone": EVIL})
    form.full_clean()
    form.add_error("phone", "Terlalu pendek.")
    html = draw("{% pick f.phone %}{% pick f.why %}", f=form)
    assert 'aria-invalid="true"' in html
    assert 'aria-describedby="id_phone-hint id_phone-error"' in html
    assert "&lt;script&gt;" in html
    assert html.count('class="pick"') == 2
    assert "<legend>Untuk apa?" in html


def test_pick_keeps_the_class_of_its_widget() -> None:
    field = forms.CharField(label="X", widget=forms.TextInput({"class": "short"}))
    form = type("F", (forms.Form,), {"x": field})()
    assert 'class="field short"' in draw("{% pick f.x %}", f=form)


def test_pager_shows_only_the_ways_there_are() -> None:
    html = draw("{% pager p 'urusan' %}", p=Pager(1, 20, 41, next_url="?hal=2"))
    assert "1–20 dari 41 urusan" in html
    assert "Berikutnya" in html
    assert "Sebelumnya" not in html


def test_templates_hold_no_inline_script_or_style() -> None:
    for template in (STATIC.parents[1] / "templates").rglob("*.html"):
        text = template.read_text(encoding="utf-8")
        assert "<style" not in text, template.name
        assert " style=" not in text, template.name
        assert " onclick=" not in text, template.name
        assert "<script>" not in text, template.name


def test_raw_colours_live_in_tokens_only() -> None:
    for sheet in STATIC.glob("*.css"):
        if sheet.name != "tokens.css":
            colours = [
                w
                for w in sheet.read_text(encoding="utf-8").replace(";", " ").replace("}", " ").split("#")[1:]
            ]
            assert all(not c[:3].isalnum() or c[:3].lower() == "fff" for c in colours), sheet.name
