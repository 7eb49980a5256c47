"""What is chosen: one file."""

from django import forms
from django.utils.translation import gettext_lazy as _


class ImportForm(forms.Form):
    file = forms.FileField(
        label=_("Berkas rencana"), help_text=_("XLSX atau DOCX dengan tabel, paling besar 5 MB."),
        widget=forms.ClearableFileInput({"accept": ".xlsx,.docx"}),
    )  # fmt: skip
