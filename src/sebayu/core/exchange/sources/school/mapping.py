"""The school register's fields."""

from sebayu.core.exchange.sources.record import day, digits, one_of, text, whole

STATUS = {
    "aktif": "active",
    "lulus": "graduated",
    "keluar": "left",
    "putus sekolah": "left",
    "pindah": "moved",
    "mutasi": "moved",
}
LEVEL = {
    "paud": "preschool", "tk": "preschool", "sd": "primary", "mi": "primary", "sd/mi": "primary",
    "smp": "lower_secondary", "mts": "lower_secondary", "smp/mts": "lower_secondary", "sma": "upper_secondary",
    "smk": "upper_secondary", "ma": "upper_secondary", "sma/smk/ma": "upper_secondary", "slb": "special",
    "paket a": "equivalency", "paket b": "equivalency", "paket c": "equivalency", "kejar paket": "equivalency",
}  # fmt: skip
LEVEL |= {value: value for value in LEVEL.values()}
FIELDS = {
    "student.nisn": (("nisn",), digits),
    "student.npsn": (("npsn",), digits),
    "student.school_name": (("sekolah", "nama_sekolah"), text),
    "student.level": (("jenjang",), one_of(LEVEL)),
    "student.grade": (("kelas", "tingkat"), whole),
    "student.status": (("status",), one_of(STATUS)),
    "student.since": (("sejak",), day),
}
PRESENCE = "student.is_enrolled"
QUESTIONS = {"nisn": "nisn", "nik": "nik"}
