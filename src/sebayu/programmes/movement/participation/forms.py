"""What citizens say and moderators answer."""

from django import forms
from django.utils.translation import gettext_lazy as _


class CommentForm(forms.Form):
    text = forms.CharField(
        label=_("Komentar Anda"),
        max_length=1000,
        help_text=_(
            "Dibaca petugas dulu, lalu tayang dengan nama depan Anda. Jangan tulis NIK, nomor telepon, atau surel."
        ),
        widget=forms.Textarea({"rows": 5}),
    )


class DecideForm(forms.Form):
    verdict = forms.ChoiceField(
        label=_("Keputusan"),
        choices=[("publish", _("Tayangkan")), ("refuse", _("Jangan tayangkan"))],
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=_("Alasan untuk penulis"),
        max_length=150,
        required=False,
        help_text=_(
            "Wajib bila tidak ditayangkan. Misalnya: menyebut nama orang, bukan tentang inisiatif ini."
        ),
    )
