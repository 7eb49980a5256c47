"""OSS's fields."""

from sebayu.core.exchange.sources.record import day, digits, one_of, text, three, whole

STATUS = {
    "aktif": "active",
    "dibekukan": "suspended",
    "dicabut": "closed",
    "tutup": "closed",
    "nonaktif": "closed",
}
FIELDS = {
    "business.nib": (("nib",), digits),
    "business.name": (("nama_perseroan", "nama_usaha"), text),
    "business.owner_name": (("nama_penanggung_jawab",), text),
    "business.form": (("bentuk_usaha", "jenis_perseroan"), text),
    "business.kbli": (("kbli",), digits),
    "business.activity": (("kbli_judul", "kegiatan_usaha"), text),
    "business.address": (("alamat", "alamat_usaha"), text),
    "business.rt": (("rt",), three),
    "business.rw": (("rw",), three),
    "business.area_code": (("kode_wilayah", "area_code"), digits),
    "business.since": (("berdiri", "tanggal_mulai", "tgl_terbit_nib"), day),
    "business.status": (("status", "status_nib"), one_of(STATUS)),
    "business.capital": (("modal", "modal_usaha"), whole),
    "business.workers": (("tenaga_kerja", "jumlah_tenaga_kerja"), whole),
}
PRESENCE = "business.is_registered"
QUESTIONS = {"nib": "nib", "nik": "nik"}
