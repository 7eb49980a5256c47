"""Forms built from what a service asks. They keep what was typed; the answers are judged once, by the case's own action."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sebayu.core.services import Ask

OTHER = "other"
Choices = Sequence[tuple[str, str]]


class AskForm(forms.Form):
    """The open questions of a service. `choices` gives the people who may be picked, by question."""

    def __init__(
        self, asks: Sequence[Ask], data: Any = None, *, choices: Mapping[str, Choices] | None = None
    ) -> None:
        super().__init__(data)
        self.asks = list(asks)
        for ask in self.asks:
            self.fields[ask.key] = _field(ask, (choices or {}).get(ask.key, ()))
            if ask.other:
                self.fields[f"{ask.key}_other"] = forms.CharField(
                    label=ask.other, required=False, widget=forms.TextInput({"maxlength": ask.max_length})
                )

    def answers(self) -> dict[str, str]:
        """What was typed, untouched: the case's action cleans and judges it."""
        return {name: self.data.get(name, "") for name in self.fields}

    def refuse(self, errors: Mapping[str, str]) -> None:
        """Put the action's errors beside their questions."""
        self.full_clean()
        self._errors = self.error_class and forms.utils.ErrorDict()  # only the action judges
        for name, text in errors.items():
            self.add_error(name if name in self.fields else None, str(text))


def _field(ask: Ask, people: Choices) -> forms.Field:
    common = {"label": ask.label, "help_text": ask.hint, "required": ask.required}
    if ask.kind == "choice":
        options = [(o.value, o.label) for o in ask.options] + ([(OTHER, ask.other)] if ask.other else [])
        return forms.ChoiceField(choices=options, widget=forms.RadioSelect, **common)
    if ask.kind in {"member", "person"}:
        return forms.ChoiceField(choices=list(people), widget=forms.RadioSelect, **common)
    return forms.CharField(widget=_widget(ask), **common)


def _widget(ask: Ask) -> forms.Widget:
    if ask.kind == "long_text":
        return forms.Textarea({"rows": 4, "maxlength": ask.max_length})
    if ask.kind == "date":
        return forms.DateInput({"type": "date", "class": "short"})
    if ask.kind in {"number", "money"}:
        return forms.TextInput({"inputmode": "numeric", "class": "short", "maxlength": 20})
    return forms.TextInput({"maxlength": ask.max_length})


class RoleForm(forms.Form):
    """Whom it is about, picked from the family card; a stranger is named by NIK and name, never looked up here."""

    def __init__(self, roles: Mapping[str, tuple[str, Choices | None, bool]], data: Any = None) -> None:
        """`roles`: name -> (label, people to pick from, optional). People None: a person from outside."""
        super().__init__(data)
        for name, (label, people, optional) in roles.items():
            if people is None:
                self._outsider(name, label, optional)
            else:
                options = [("", _("Tidak ada")), *people] if optional else list(people)
                self.fields[f"role_{name}"] = forms.ChoiceField(
                    label=label, choices=options, widget=forms.RadioSelect, required=not optional
                )

    def _outsider(self, name: str, label: str, optional: bool) -> None:
        self.fields[f"role_{name}_nik"] = forms.RegexField(
            r"^[0-9]{16}$",
            label=_("NIK %(label)s") % {"label": label.lower()},
            required=not optional,
            widget=forms.TextInput(
                {"inputmode": "numeric", "autocomplete": "off", "class": "short", "maxlength": 16}
            ),
            error_messages={"invalid": _("NIK terdiri dari 16 angka. Periksa lagi di KTP.")},
            help_text=_("Datanya kami cocokkan sendiri dan tidak kami tampilkan di sini."),
        )
        self.fields[f"role_{name}_name"] = forms.CharField(
            label=_("Nama lengkap %(label)s") % {"label": label.lower()},
            required=not optional,
            max_length=200,
        )


class CancelForm(forms.Form):
    reason = forms.CharField(
        label=_("Alasan Anda"), required=False, max_length=300, widget=forms.Textarea({"rows": 2})
    )


class ReplyForm(forms.Form):
    note = forms.CharField(label=_("Jawaban Anda"), max_length=2000, widget=forms.Textarea({"rows": 4}))


class WrongForm(forms.Form):
    claim = forms.CharField(label=_("Yang benar"), max_length=300)
    note = forms.CharField(
        label=_("Bagaimana kami dapat memastikannya?"),
        help_text=_("Misalnya: tertulis di akta kelahiran nomor sekian. Tidak perlu mengirim fotokopi."),
        required=False,
        max_length=600,
        widget=forms.Textarea({"rows": 3}),
    )
