"""The land tax office's fields."""

from sebayu.core.exchange.sources.record import day, digits, text, three, whole

FIELDS = {
    "land.nop": (("nop",), digits),
    "land.owner_name": (("nama_wajib_pajak", "nama_wp"), text),
    "land.address": (("letak", "alamat_op"), text),
    "land.rt": (("rt",), three),
    "land.rw": (("rw",), three),
    "land.area_code": (("kode_wilayah",), digits),
    "land.land_m2": (("luas_bumi",), whole),
    "land.building_m2": (("luas_bangunan",), whole),
    "land.value": (("njop",), whole),
    "land.tax_year": (("tahun_pajak",), whole),
    "land.tax_due": (("pbb_terutang",), whole),
    "land.paid_on": (("lunas_tanggal",), day),
}
PRESENCE = "land.is_registered"
PAID = "land.is_paid"
QUESTIONS = {"nop": "nop", "nik": "nik"}
