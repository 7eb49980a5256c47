"""`{% load web %}`: the components and the Indonesian formats, for every page of every door."""

from collections.abc import Sequence
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from django import template
from django.forms import BoundField, CheckboxInput, RadioSelect
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

from sebayu.web import formats
from sebayu.web.components import (
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
from sebayu.web.shell import Shell, shell_of

register = template.Library()


def _filter(function):
    def run(value: Any) -> str:
        return "" if value in (None, "") else function(value)

    return run


for _name, _function in {
    "day": formats.day,
    "short_day": formats.short_day,
    "weekday": formats.weekday,
    "clock": formats.clock,
    "moment": formats.moment,
    "near": formats.near,
    "left": formats.left,
    "span": formats.span,
    "rupiah": formats.rupiah,
    "thousands": formats.number,
    "filesize": formats.size,
}.items():
    register.filter(_name, _filter(_function))


@register.filter
def stamp(value: date | datetime | None) -> str:
    """The value for `<time datetime>`."""
    if not value:
        return ""
    return (
        formats.local(value).isoformat(timespec="minutes")
        if isinstance(value, datetime)
        else value.isoformat()
    )


@register.filter
def slashes(value: Any) -> SafeString:
    """A letter number may break after its slashes, and only there."""
    return mark_safe(conditional_escape(value).replace("/", "/<wbr>"))  # noqa: S308 - escaped first


@register.simple_tag
@lru_cache(
    maxsize=512
)  # a list draws a hundred of them; the sprite's address stays the same while the process runs
def icon(name: str, label: str = "") -> SafeString:
    address = f"{static('web/icons.svg')}#i-{name}"
    if label:
        return format_html('<svg class="i" role="img" aria-label="{}"><use href="{}"/></svg>', label, address)
    return format_html('<svg class="i" aria-hidden="true"><use href="{}"/></svg>', address)


@register.simple_tag
def badge(tone: str, text: Any, picture: str = "") -> SafeString:
    return format_html('<span class="badge {}">{}{}</span>', tone, icon(picture or TONES[tone]), text)


@register.simple_tag
def say(tone: str, text: Any, picture: str = "") -> SafeString:
    return format_html('<span class="say {}">{}{}</span>', tone, icon(picture or TONES[tone]), text)


@register.inclusion_tag("web/parts/chip.html")
def chip(mode: str | Chip, owner: str = "", when: date | datetime | None = None, note: str = "") -> dict:
    return {"c": mode if isinstance(mode, Chip) else Chip(mode, owner, when, note)}


@register.inclusion_tag("web/parts/fact.html")
def fact(row: FactRow) -> dict:
    return {"row": row}


@register.inclusion_tag("web/parts/reason.html")
def reason(item: Reason) -> dict:
    return {"r": item}


@register.inclusion_tag("web/parts/answers.html")
def answers(items: Sequence[Answer]) -> dict:
    return {"items": items}


@register.inclusion_tag("web/parts/timeline.html")
def timeline(moments: Sequence[Moment]) -> dict:
    return {"moments": moments}


@register.inclusion_tag("web/parts/letter.html")
def letter(item: Letter, crop: bool = False) -> dict:
    return {"l": item, "crop": crop}


@register.inclusion_tag("web/parts/row.html")
def row(item: RowLink) -> dict:
    return {"r": item}


@register.inclusion_tag("web/parts/pager.html")
def pager(item: Pager, noun: str = "") -> dict:
    return {"p": item, "noun": noun}


@register.inclusion_tag("web/parts/pick.html")
def pick(field: BoundField, hint: str = "") -> dict:
    """One question of a form, with its hint and its error beside it."""
    widget = field.field.widget
    kind = (
        "choice"
        if isinstance(widget, RadioSelect)
        else "tick"
        if isinstance(widget, CheckboxInput)
        else "field"
    )
    described = [f"{field.auto_id}-{part}" for part in _present(field, hint)]
    if kind == "field":
        attrs = {"class": f"field {widget.attrs.get('class', '')}".strip()}
        if described:
            attrs["aria-describedby"] = " ".join(described)
        if field.errors:
            attrs["aria-invalid"] = "true"
        drawn = field.as_widget(attrs=attrs)
    else:
        drawn = ""
    return {
        "field": field,
        "kind": kind,
        "widget": drawn,
        "hint": hint or field.help_text,
        "described": described,
    }


def _present(field: BoundField, hint: str) -> list[str]:
    return [name for name, there in (("hint", hint or field.help_text), ("error", field.errors)) if there]


@register.inclusion_tag("web/parts/verdict.html")
def verdict(item: Verdict) -> dict:
    return {"v": item}


@register.simple_block_tag
def notice(
    content: str, tone: str, picture: str = "", title: Any = "", simulator: bool = False
) -> SafeString:
    """A message in the page: word, icon and colour. `{% notice "ok" title=... %}...{% endnotice %}`"""
    context = {
        "content": content,
        "tone": tone,
        "picture": picture or TONES[tone],
        "title": title,
        "sim": simulator,
    }
    return render_to_string("web/parts/notice.html", context)


@register.simple_block_tag
def empty(content: str, picture: str, title: Any) -> SafeString:
    """An empty list that says what will appear here and what to do now."""
    return render_to_string("web/parts/empty.html", {"content": content, "picture": picture, "title": title})


@register.simple_block_tag
def more(content: str, title: Any, opened: bool = False) -> SafeString:
    return render_to_string("web/parts/more.html", {"content": content, "title": title, "opened": opened})


@register.simple_tag(takes_context=True)
def shell(context: dict) -> Shell:
    return shell_of(context.get("request"))


@register.simple_tag(takes_context=True)
def here(context: dict, *names: str) -> SafeString | str:
    """`aria-current` on the tab whose pages we are on."""
    match = getattr(context.get("request"), "resolver_match", None)
    return format_html(' aria-current="{}"', "page") if match and match.view_name in names else ""
