"""OSS's fields."""

from sebayu.core.exchange.sources.record import day, digits, one_of, text, three, whole

STATUS = {
    "aktif": "active", "dibekukan": "suspended", "dicabut": "closed", "tutup": "closed", "tidak aktif": "closed",
}  # fmt: skip
FIELDS = {
    "business.nib": (("nib",), digits),
    "business.name": (("nama_usaha", "nama_perseroan"), text),
    "business.owner_name": (("penanggung_jawab.nama",), text),
    "business.form": (("bentuk_usaha",), text),
    "business.kbli": (("kbli.kode", "kbli"), digits),
    "business.activity": (("kbli.judul",), text),
    "business.address": (("alamat",), text),
    "business.rt": (("rt",), three),
    "business.rw": (("rw",), three),
    "business.area_code": (("kode_wilayah",), digits),
    "business.since": (("tanggal_berdiri",), day),
    "business.status": (("status",), one_of(STATUS)),
    "business.capital": (("modal_usaha",), whole),
    "business.workers": (("tenaga_kerja",), whole),
}
PRESENCE = "business.is_registered"
QUESTIONS = {"nib": "nib", "nik": "nik"}
