"""The land tax office's fields."""

from sebayu.core.exchange.sources.record import day, digits, text, three, whole

FIELDS = {
    "land.nop": (("nop",), digits),
    "land.owner_name": (("nama_wp",), text),
    "land.address": (("alamat_op", "alamat"), text),
    "land.rt": (("rt", "rt_op"), three),
    "land.rw": (("rw", "rw_op"), three),
    "land.area_code": (("kode_wilayah", "area_code"), digits),
    "land.land_m2": (("luas_bumi",), whole),
    "land.building_m2": (("luas_bangunan",), whole),
    "land.value": (("njop",), whole),
    "land.tax_year": (("tahun", "tahun_pajak"), whole),
    "land.tax_due": (("terutang", "pbb_terutang"), whole),
    "land.paid_on": (("lunas", "tanggal_bayar"), day),
}
PRESENCE = "land.is_registered"
PAID = "land.is_paid"
QUESTIONS = {"nop": "nop", "nik": "nik"}
