"""The live page of components: every part in every state, for developers (only in the demo or while debugging)."""

import re
from datetime import timedelta
from functools import cache
from pathlib import Path

from django import forms
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from sebayu.core.identity.doors import PUBLIC, door
from sebayu.web.components import (
    MODES,
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

STATIC = Path(__file__).parent / "static" / "web"
SWATCHES = "paper surface sunken line edge ink-2 ink accent accent-soft ok ok-soft warn warn-soft bad bad-soft info info-soft"


class Sample(forms.Form):
    purpose = forms.ChoiceField(
        label="Untuk apa surat ini dipakai?",
        help_text="Jawaban Anda dicetak di surat.",
        choices=[("kur", "Mengajukan KUR atau pinjaman bank"), ("stall", "Menyewa lapak atau kios")],
        widget=forms.RadioSelect,
        initial="kur",
    )
    phone = forms.CharField(
        label="Nomor WhatsApp",
        help_text="Surat dikirim ke nomor ini.",
        widget=forms.TextInput({"class": "short"}),
    )
    note = forms.CharField(label="Pesan untuk petugas", required=False, widget=forms.Textarea({"rows": 3}))
    sure = forms.BooleanField(label="Saya sudah membaca data di atas")

    def clean_phone(self) -> str:
        raise forms.ValidationError(
            "Nomor ini 9 angka; nomor HP Indonesia 10 sampai 13 angka. Periksa angka terakhir."
        )


@cache
def icon_names() -> list[str]:
    return re.findall(r'id="i-([a-z]+)"', (STATIC / "icons.svg").read_text(encoding="utf-8"))


@door(allow=PUBLIC)
def components(request: HttpRequest) -> HttpResponse:
    """Every component with its states."""
    if not (settings.DEBUG or settings.DEMO):
        raise Http404
    sample = Sample({"purpose": "kur", "phone": "081234567", "sure": "on"})
    sample.full_clean()
    return render(request, "web/components.html", {**_parts(), "form": sample, "fresh": Sample()})


def _parts() -> dict:
    now = timezone.now()
    today = timezone.localdate()
    modes = [Chip(mode, "Dukcapil" if mode != "ask" else "Anda", today) for mode in MODES]
    return {
        "swatches": SWATCHES.split(),
        "icons": icon_names(),
        "chips": modes,
        "facts": [
            FactRow("Nama", "Sari Wulandari", modes[0], wrong_url="#"),
            FactRow("Alamat", "Jl. Sangir Gang 3 No. 14, RT 04/RW 05, Mintaragen", modes[1], wrong_url="#"),
            FactRow("Penghasilan", "Belum diketahui. Petugas yang memeriksa.", Chip("wait", "Dinas Sosial")),
        ],
        "reasons": [
            Reason(True, "Keluarga Anda tercatat pada desil 2.", "Inpres 4/2025 tentang DTSEN"),
            Reason(
                False,
                "Alamat Anda belum di Kelurahan Mintaragen.",
                "Perwal Surat Kelurahan pasal 4 (contoh)",
                help_url="#",
                help_label="Betulkan di Dukcapil",
            ),
            Reason(None, "Ketua RT 04 sedang ditanya.", "Batas jawab 16.00 WIB"),
        ],
        "answers": [
            Answer("Di mana sekarang?", "Menunggu tanda tangan", "Langkah 3 dari 4", ("on", "on", "now", "")),
            Answer("Siapa yang memegang?", "Lurah Mintaragen", "Rina Astuti, sejak 09.41 WIB"),
            Answer(
                "Kapan selesai, paling lambat?", "Besok, 08.30 WIB", "2 dari 8 jam kerja", used=2, total=8
            ),
        ],
        "moments": [
            Moment("Anda meminta surat ini", "08.21 WIB", at=now - timedelta(hours=2)),
            Moment("Menunggu tanda tangan Lurah", "sejak 09.41 WIB", "now"),
            Moment("Surat terbit", "paling lambat besok, 08.30 WIB", "next"),
        ],
        "rows": [
            RowLink("Surat Keterangan Usaha", "#", "Menunggu tanda tangan Lurah Mintaragen.", "shop"),
            RowLink(
                "KTP pertama Dimas", "#", "Dapat diambil hari itu.", "id", Chip("value", "Dukcapil", today)
            ),
        ],
        "pager": Pager(1, 25, 340, next_url="#"),
        "verdicts": [
            Verdict("ok", "Asli dan masih berlaku", ["Diterbitkan Kelurahan Mintaragen."]),
            Verdict("bad", "Sudah dicabut", ["Jangan diterima."]),
            Verdict("warn", "SIMULATOR, tidak sah", ["Dibuat untuk latihan atau demo."], simulator=True),
        ],
        "letter": Letter("/static/web/mark.svg", "Contoh gambar surat", caption="Surat sebagai gambar."),
    }
