"""What somebody who was drawn answers."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class TestimonyForm(forms.Form):
    """Three questions for somebody who was drawn at random and agreed."""

    __test__ = False  # not a test, whatever it is called

    FOUR = {
        "knew": (_("Apakah Anda tahu layanan ini sebelum memerlukannya?"), (_("Tidak tahu"), _("Sedikit"), _("Tahu"), _("Tahu betul"))),
        "benefit": (_("Apakah layanan ini bermanfaat bagi Anda?"), (_("Tidak"), _("Sedikit"), _("Bermanfaat"), _("Sangat"))),
        "again": (_("Apakah Anda akan memakainya lagi?"), (_("Tidak"), _("Ragu"), _("Ya"), _("Ya, dan menganjurkan"))),
    }  # fmt: skip

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        for name, (label, answers) in self.FOUR.items():
            self.fields[name] = forms.TypedChoiceField(
                label=label, choices=list(enumerate(answers, start=1)), coerce=int, widget=forms.RadioSelect,
                error_messages={"required": _("Pilih salah satu.")},
            )  # fmt: skip
        self.fields["words"] = forms.CharField(
            label=_("Ceritakan, bila mau"),
            help_text=_("Jangan tulis nama, NIK, atau nomor ponsel."),
            required=False,
            max_length=500,
            widget=forms.Textarea({"rows": 3}),
        )

    @property
    def asked(self) -> list[forms.BoundField]:
        return [self[name] for name in self.FOUR]
