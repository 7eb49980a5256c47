"""What the letters are measured by, from the first day: how many, how fast, how little was asked, and what went wrong."""

from sebayu.core.facts.mark import _
from sebayu.core.indicators.declare import Confidence, Direction, Indicator, Ratio, Share, Source, Total, Unit
from sebayu.programmes.letters import rows

LATE = _("Angka suatu hari dapat berubah bila sebuah urusan dibuka kembali.")
_CASE = {
    "number": _("Nomor urusan"),
    "service_title": _("Layanan"),
    "office_name": _("Kantor"),
    "day": _("Tanggal"),
}

SOURCES = [
    Source(
        "letters.ended",
        title=_("Urusan yang sudah berakhir"),
        rows=rows.ended,
        measures={
            "all": _("semua urusan yang berakhir"),
            "decided": _("urusan yang diputus: terbit atau ditolak"),
            "in_time": _("diputus sebelum batas waktu layanannya"),
            "issued": _("surat terbit"),
            "refused": _("ditolak"),
            "cancelled": _("dibatalkan pemohon"),
            "asked_nothing": _("terbit tanpa satu pun pertanyaan dan tanpa fotokopi"),
            "facts_needed": _("data yang diperlukan surat yang terbit"),
            "facts_known": _("data yang dihimpun sendiri oleh sistem atau petugas"),
            "automatic": _("terbit otomatis dengan segel"),
            "hours": _("jam dari permintaan sampai surat"),
        },
        touched=rows.ended_touched,
        between=rows.ended_between,
        columns=_CASE,
        link=rows.case_page,
    ),
    Source(
        "letters.opened",
        title=_("Urusan yang masuk"),
        rows=rows.opened,
        measures={
            "all": _("semua urusan yang masuk"),
            "portal": _("diminta lewat portal"),
            "counter": _("diminta di loket"),
        },
        touched=rows.opened_touched,
        between=rows.opened_between,
        columns=_CASE,
        link=rows.case_page,
    ),
    Source(
        "letters.events",
        title=_("Riwayat urusan"),
        rows=rows.happened,
        measures={
            "opened": _("permintaan diterima"),
            "returned": _("dikembalikan kepada warga untuk dilengkapi"),
            "escalated": _("terlambat dan diberitahukan kepada atasan"),
            "issued": _("surat terbit"),
            "by_hand": _("data dicatat petugas karena sumbernya tidak menjawab"),
            "sign_trouble": _("tanda tangan gagal atau belum pasti"),
        },
        touched=rows.happened_touched,
        between=rows.happened_between,
        columns={
            "case_number": _("Nomor urusan"),
            "kind": _("Kejadian"),
            "office": _("Kantor"),
            "day": _("Tanggal"),
            "case_id": "",
        },
        link=rows.event_page,
    ),
    Source(
        "letters.signed",
        title=_("Surat yang ditandatangani"),
        rows=rows.letters,
        measures={
            "all": _("semua surat bertanda tangan"),
            "taken_back": _("dicabut atau diganti kemudian"),
            "delivered": _("sudah diterima pemohon"),
        },
        touched=rows.letters_touched,
        between=rows.letters_between,
        columns={
            "number": _("Nomor surat"),
            "title": _("Jenis"),
            "office_name": _("Kantor"),
            "day": _("Tanggal"),
        },
    ),
    Source(
        "letters.ledger",
        title=_("Buku catatan: pembacaan data untuk urusan"),
        rows=rows.looked,
        measures={"reads": _("pembacaan data"), "opened": _("urusan dibuka")},
        touched=rows.looked_touched,
        columns={
            "case_number": _("Nomor urusan"),
            "purpose": _("Keperluan"),
            "office": _("Kantor"),
            "day": _("Tanggal"),
        },
        permission="ledger.audit",
    ),
    Source(
        "letters.surveys",
        title=_("Survei kepuasan yang dijawab"),
        rows=rows.answered,
        measures={
            "answers": _("survei yang dijawab"),
            "points": _("jumlah nilai jawaban, 25 untuk tiap tingkat"),
            "elements": _("sembilan unsur untuk tiap jawaban"),
        },
        touched=rows.answered_touched,
        columns={"service_title": _("Layanan"), "office_name": _("Kantor"), "day": _("Tanggal")},
    ),
]
_OURS = {
    "duty": "systems",
    "dimension": "smart_governance",
    "sub_dimension": "public_service",
    "basis": "UU 25/2009 tentang Pelayanan Publik",
}


def _one(
    key: str, title: str, unit: Unit, source: str, formula: Total | Share | Ratio, about: str, **more: object
) -> Indicator:
    return Indicator(
        f"letters.{key}",
        title=title,
        unit=unit,
        source=f"letters.{source}",
        formula=formula,
        about=about,
        **{"revision": LATE, **_OURS, **more},
    )  # type: ignore[arg-type]


INDICATORS = [
    _one("asked", _("Urusan masuk"), Unit.COUNT, "opened", Total("all"), _("Semua permintaan warga, lewat portal dan loket.")),
    _one("issued", _("Surat terbit"), Unit.COUNT, "ended", Total("issued"), _("Urusan yang berakhir dengan surat yang ditandatangani.")),
    _one(
        "on_time", _("Diputus tepat waktu"), Unit.PERCENT, "ended", Share("in_time", "decided"),
        _("Dari urusan yang terbit atau ditolak, yang diputus sebelum batas waktu yang dijanjikan layanannya. Yang dibatalkan pemohon tidak dihitung."),
        tags=("clock",),
    ),
    _one(
        "hours", _("Dari permintaan sampai surat"), Unit.HOURS, "ended", Ratio("hours", "issued"),
        _("Rata-rata jam dari sentuhan pertama sampai surat ditandatangani, malam dan hari libur ikut dihitung."), direction=Direction.DOWN, tags=("clock",),
    ),
    _one(
        "escalated", _("Terlambat sampai ke atasan"), Unit.COUNT, "events", Ratio("escalated", "opened", 100),
        _("Berapa kali atasan diberi tahu karena batas waktu lewat, untuk tiap seratus urusan masuk."), direction=Direction.DOWN, tags=("clock",),
    ),
    _one(
        "asked_nothing", _("Tanpa satu pun pertanyaan"), Unit.PERCENT, "ended", Share("asked_nothing", "issued"),
        _("Surat yang terbit tanpa bertanya apa pun kepada warga: tidak ada isian, tidak ada fotokopi."), tags=("without_forms",),
    ),
    _one(
        "facts_fetched", _("Data yang tidak perlu diketik warga"), Unit.COUNT, "ended", Ratio("facts_known", "issued"),
        _("Rata-rata data per surat yang sudah ada pada pemerintah dan karena itu tidak ditanyakan lagi."), tags=("without_forms",),
    ),
    _one(
        "facts_share", _("Data yang sudah ada"), Unit.PERCENT, "ended", Share("facts_known", "facts_needed"),
        _("Dari semua data yang diperlukan surat yang terbit, bagian yang sudah ada tanpa bertanya."), tags=("without_forms",),
    ),
    _one(
        "by_hand", _("Data dicari dengan tangan"), Unit.COUNT, "events", Ratio("by_hand", "opened", 100),
        _("Berapa kali petugas mencatat sendiri sebuah data karena sumbernya belum tersambung atau tidak menjawab, per seratus urusan."),
        direction=Direction.DOWN, tags=("without_forms",),
    ),
    _one("automatic", _("Terbit otomatis"), Unit.PERCENT, "ended", Share("automatic", "issued"), _("Surat yang terbit dengan segel tanpa menunggu meja siapa pun.")),
    _one(
        "refused", _("Ditolak"), Unit.PERCENT, "ended", Share("refused", "decided"),
        _("Dari urusan yang diputus, yang ditolak. Angka yang naik tidak selalu buruk, tetapi perlu dilihat alasannya."), direction=Direction.DOWN,
    ),
    _one(
        "cancelled", _("Dibatalkan pemohon"), Unit.PERCENT, "ended", Share("cancelled", "all"),
        _("Urusan yang dibatalkan sebelum selesai."), direction=Direction.DOWN,
    ),
    _one(
        "returned", _("Menunggu warga"), Unit.COUNT, "events", Ratio("returned", "opened", 100),
        _("Berapa kali urusan dikembalikan kepada warga untuk dilengkapi, untuk tiap seratus urusan masuk."), direction=Direction.DOWN,
    ),
    _one("portal", _("Diminta lewat portal"), Unit.PERCENT, "opened", Share("portal", "all"), _("Permintaan yang datang tanpa ke loket.")),
    _one(
        "taken_back", _("Surat dicabut atau diganti"), Unit.PERCENT, "signed", Share("taken_back", "all"),
        _("Dari surat yang ditandatangani, yang kemudian dicabut atau diganti karena keliru."), direction=Direction.DOWN,
    ),
    _one("delivered", _("Surat sampai ke pemohon"), Unit.PERCENT, "signed", Share("delivered", "all"), _("Surat bertanda tangan yang sudah diterima pemohonnya.")),
    _one(
        "sign_trouble", _("Tanda tangan tersendat"), Unit.COUNT, "events", Ratio("sign_trouble", "issued", 100),
        _("Berapa kali tanda tangan gagal atau belum pasti, untuk tiap seratus surat terbit."), direction=Direction.DOWN,
    ),
    _one(
        "reads", _("Pembacaan data per urusan"), Unit.COUNT, "ledger", Ratio("reads", "opened"),
        _("Berapa kali data seseorang dibaca untuk satu urusan, menurut buku catatan. Lebih sedikit berarti lebih hemat membuka data warga."),
        direction=Direction.DOWN, sub_dimension="bureaucracy", basis="UU 27/2022 tentang Pelindungan Data Pribadi",
    ),
    _one(
        "satisfaction", _("Kepuasan masyarakat"), Unit.SCORE, "surveys", Ratio("points", "elements"),
        _("Nilai survei kepuasan, 25 sampai 100, dari mereka yang urusannya berakhir dan menjawab. Kesembilan unsur berbobot sama, tepat sepersembilan."),
        confidence=Confidence.SAMPLED, basis="Permenpan RB 14/2017", tags=("satisfaction",),
    ),
    _one(
        "surveyed", _("Survei dijawab"), Unit.COUNT, "surveys", Total("answers"), _("Berapa orang yang menjawab survei setelah urusannya berakhir."),
        confidence=Confidence.SAMPLED, basis="Permenpan RB 14/2017", tags=("satisfaction",),
    ),
]  # fmt: skip
