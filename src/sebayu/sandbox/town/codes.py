"""Code lists: (the house's stored value, Dukcapil's text). Position 0 is unused where Dukcapil counts from 1."""

RELATIONS = (
    ("", ""),
    ("head", "KEPALA KELUARGA"),
    ("husband", "SUAMI"),
    ("wife", "ISTRI"),
    ("child", "ANAK"),
    ("child_in_law", "MENANTU"),
    ("grandchild", "CUCU"),
    ("parent", "ORANG TUA"),
    ("parent_in_law", "MERTUA"),
    ("other_relative", "FAMILI LAIN"),
    ("helper", "PEMBANTU"),
    ("other", "LAINNYA"),
)
HEAD, HUSBAND, WIFE, CHILD, CHILD_IN_LAW, GRANDCHILD, PARENT, PARENT_IN_LAW, RELATIVE = range(1, 10)

MARITAL = (
    ("", ""),
    ("single", "BELUM KAWIN"),
    ("married", "KAWIN"),
    ("divorced", "CERAI HIDUP"),
    ("widowed", "CERAI MATI"),
)
SINGLE, MARRIED, DIVORCED, WIDOWED = range(1, 5)

RELIGIONS = (
    ("", ""),
    ("islam", "ISLAM"),
    ("protestant", "KRISTEN"),
    ("catholic", "KATHOLIK"),
    ("hindu", "HINDU"),
    ("buddhist", "BUDHA"),
    ("confucian", "KHONGHUCU"),
    ("belief", "KEPERCAYAAN TERHADAP TUHAN YME"),
)

EDUCATION = (
    ("", ""),
    ("not_in_school", "TIDAK/BELUM SEKOLAH"),
    ("primary_unfinished", "BELUM TAMAT SD/SEDERAJAT"),
    ("primary", "TAMAT SD/SEDERAJAT"),
    ("lower_secondary", "SLTP/SEDERAJAT"),
    ("upper_secondary", "SLTA/SEDERAJAT"),
    ("diploma_2", "DIPLOMA I/II"),
    ("diploma_3", "AKADEMI/DIPLOMA III/S. MUDA"),
    ("bachelor", "DIPLOMA IV/STRATA I"),
    ("master", "STRATA II"),
    ("doctor", "STRATA III"),
)

BLOOD = ("A", "B", "AB", "O", "")
BLOOD_DUKCAPIL = ("A", "B", "AB", "O", "TIDAK TAHU")
SEX = (("male", "LAKI-LAKI"), ("female", "PEREMPUAN"))

OCCUPATIONS = (
    "Belum/Tidak Bekerja",
    "Mengurus Rumah Tangga",
    "Pelajar/Mahasiswa",
    "Pensiunan",
    "Pegawai Negeri Sipil",
    "Tentara Nasional Indonesia",
    "Kepolisian RI",
    "Perdagangan",
    "Petani/Pekebun",
    "Peternak",
    "Nelayan/Perikanan",
    "Industri",
    "Konstruksi",
    "Transportasi",
    "Karyawan Swasta",
    "Karyawan BUMN",
    "Karyawan Honorer",
    "Buruh Harian Lepas",
    "Buruh Tani/Perkebunan",
    "Buruh Nelayan/Perikanan",
    "Pembantu Rumah Tangga",
    "Tukang Jahit",
    "Tukang Batu",
    "Tukang Kayu",
    "Mekanik",
    "Guru",
    "Bidan",
    "Perawat",
    "Sopir",
    "Pedagang",
    "Wiraswasta",
    "Perangkat Desa",
)
NO_WORK, HOUSEHOLD_CARE, PUPIL, PENSIONER, CIVIL_SERVANT = range(5)

# Kinds of small business: KBLI 2020 code, its title, and how such a business is named here.
BUSINESSES = (
    ("47112", "Perdagangan eceran berbagai macam barang (toko kelontong)", "Warung {}"),
    ("56102", "Rumah/warung makan", "Warung Makan {}"),
    ("56103", "Kedai makanan", "Kedai {}"),
    ("56303", "Rumah minum/kafe", "Kopi {}"),
    ("14120", "Penjahitan dan pembuatan pakaian sesuai pesanan", "Penjahit {}"),
    ("96112", "Aktivitas salon kecantikan", "Salon {}"),
    ("45407", "Reparasi dan perawatan sepeda motor", "Bengkel {}"),
    ("47241", "Perdagangan eceran beras", "Toko Beras {}"),
    ("10792", "Industri kue basah", "Jajanan {}"),
    ("10213", "Industri pembekuan ikan", "Ikan Beku {}"),
    ("47911", "Perdagangan eceran melalui media elektronik", "Toko Daring {}"),
    ("96200", "Aktivitas penatu", "Penatu {}"),
)
