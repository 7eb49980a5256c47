"""Checking what the citizen answered, question by question; nothing typed is lost, every error has its question."""

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _

from sebayu.core.cases.errors import AnswersMissing
from sebayu.core.exchange import actions as exchange
from sebayu.core.exchange.models import Evidence
from sebayu.core.ledger import Actor
from sebayu.core.services.model import Ask, Service

OTHER = "other"
CONTROL = str.maketrans(
    "", "", "".join(chr(n) for n in range(32) if chr(n) not in "\n\t") + "\x7f\u202e\u202d"
)
MOST_MONEY = 10**13


def clean(
    asks: Iterable[Ask], raw: Mapping[str, Any], candidates: Mapping[str, set[str]] | None = None
) -> dict[str, Any]:
    """Answers in the types rules use.

    `candidates` maps member and person questions to the ids that may be chosen. Raises AnswersMissing with all errors.
    """
    cleaned: dict[str, Any] = {}
    errors: dict[str, str] = {}
    for ask in asks:
        text = _text(raw.get(ask.key))
        if not text:
            if ask.required:
                errors[ask.key] = _("Pertanyaan ini perlu dijawab.")
            continue
        try:
            cleaned[ask.key] = _typed(ask, text, raw, candidates or {})
        except ValueError as error:
            errors[ask.key] = str(error)
    if errors:
        raise AnswersMissing(errors)
    return cleaned


def enter(evidence: Evidence, answers: Mapping[str, Any], service: Service, *, by: Actor) -> Evidence:
    """Put cleaned answers into the evidence, each under its question and as the fact it becomes."""
    for key, value in answers.items():
        evidence = exchange.add_answer(
            by=by, evidence=evidence, key=key, value=value, fact_path=service.asks[key].answers
        )
    return evidence


def _text(value: Any) -> str:
    return str(value).translate(CONTROL).strip() if value is not None else ""


def _typed(ask: Ask, text: str, raw: Mapping[str, Any], candidates: Mapping[str, set[str]]) -> Any:
    if ask.kind == "choice":
        return _choice(ask, text, raw)
    if ask.kind in {"member", "person"}:
        if text not in candidates.get(ask.key, set()):
            raise ValueError(_("Pilih salah satu orang dari daftar."))
        return text
    if ask.kind == "date":
        return _date(text)
    if ask.kind in {"number", "money"}:
        return _number(text)
    if len(text) > ask.max_length:
        raise ValueError(
            _("Paling panjang %(n)d huruf; sekarang %(now)d.") % {"n": ask.max_length, "now": len(text)}
        )
    return text


def _choice(ask: Ask, text: str, raw: Mapping[str, Any]) -> str:
    """The label of the option: it is what the letter prints; a free answer when the question allows one."""
    for option in ask.options:
        if text in {option.value, option.label}:
            return option.label
    if ask.other and text == OTHER:
        free = _text(raw.get(f"{ask.key}_other"))
        if not free:
            raise ValueError(_("Tuliskan jawaban Anda."))
        if len(free) > ask.max_length:
            raise ValueError(
                _("Paling panjang %(n)d huruf; sekarang %(now)d.") % {"n": ask.max_length, "now": len(free)}
            )
        return free
    raise ValueError(_("Pilih salah satu jawaban yang tersedia."))


def _date(text: str) -> str:
    for pattern in ("%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y"):
        try:
            day = dt.datetime.strptime(text, pattern).date()  # noqa: DTZ007 - a calendar day has no zone
        except ValueError:
            continue
        if not 1900 <= day.year <= 2200:
            break
        return day.isoformat()
    raise ValueError(_("Tulis tanggal seperti 21-11-2026."))


def _number(text: str) -> int:
    digits = text.removeprefix("Rp").strip().replace(".", "").replace(" ", "").removesuffix(",00")
    if not digits.isascii() or not digits.isdigit():
        raise ValueError(_("Tulis angka saja, misalnya 1.500.000."))
    if int(digits) > MOST_MONEY:
        raise ValueError(_("Angka ini terlalu besar."))
    return int(digits)
