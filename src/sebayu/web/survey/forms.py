"""Nine questions of four answers; nothing chosen is lost when one is missing."""

import time
from collections.abc import Mapping
from typing import Any

from django import forms
from django.core import signing
from django.utils.translation import gettext_lazy as _

from sebayu.core.satisfaction.questionnaire import Questionnaire
from sebayu.core.satisfaction.wording import LONGEST

_SALT = "sebayu.survey.began"


class SurveyForm(forms.Form):
    """`began` says when the page was opened: answers given faster than anybody reads are kept and marked."""

    began = forms.CharField(widget=forms.HiddenInput, required=False, max_length=200)

    def __init__(self, edition: Questionnaire, data: Mapping[str, Any] | None = None) -> None:
        super().__init__(data, initial={"began": signing.TimestampSigner(salt=_SALT).sign("survey")})
        self.questions = [f"q{n}" for n in range(1, len(edition.elements) + 1)]
        for name, element in zip(self.questions, edition.elements, strict=True):
            self.fields[name] = forms.TypedChoiceField(
                label=element.question,
                choices=[(n, text) for n, text in enumerate(element.answers, start=1)],
                coerce=int,
                widget=forms.RadioSelect,
                error_messages={"required": _("Pilih salah satu."), "invalid_choice": _("Pilih salah satu.")},
            )
        self.fields["note"] = forms.CharField(
            label=_("Saran"),
            help_text=_("Jangan tulis nama, NIK, atau nomor ponsel."),
            required=False,
            max_length=LONGEST,
            widget=forms.Textarea({"rows": 3}),
        )

    @property
    def asked(self) -> list[forms.BoundField]:
        return [self[name] for name in self.questions]

    @property
    def unanswered(self) -> list[tuple[int, forms.BoundField]]:
        """Where to go back to, by the number of the question."""
        return [(n, field) for n, field in enumerate(self.asked, start=1) if field.errors]

    @property
    def answers(self) -> list[int]:
        return [self.cleaned_data[name] for name in self.questions]

    @property
    def seconds(self) -> int | None:
        """How long the page was open; None where that cannot be known."""
        signer = signing.TimestampSigner(salt=_SALT)
        try:
            signer.unsign(self.cleaned_data["began"], max_age=86_400)
            stamp = self.cleaned_data["began"].rsplit(":", 2)[1]
            return max(0, round(time.time() - signing.b62_decode(stamp)))
        except (signing.BadSignature, IndexError, ValueError):
            return None
