"""Four small declarations that between them show every state of the portal's pages."""

from sebayu.core.services import Service, load_text

SKTM = """
service: uji_tidak_mampu
title: Surat Keterangan Tidak Mampu
summary: Menyatakan bahwa keluarga Anda tercatat kurang mampu.
situations: [hardship]
words: [sktm, kurang mampu]
basis: {law: Perwal tentang surat kelurahan (contoh), article: pasal 4}
subject: person
requester: {who: household}
needs: [person.nik, person.name, person.birth_place, person.birth_date, person.address, person.village, person.area_code,
  person.is_resident, household.welfare_decile]
optional: [person.rt, person.rw]
asks:
  purpose:
    label: Untuk keperluan apa?
    kind: choice
    options: [Mendaftar sekolah, Keringanan rumah sakit]
    other: Keperluan lain
    max_length: 60
    because: Dicetak di surat, dan hanya Anda yang tahu.
replaces: [fotokopi_ktp, fotokopi_kk, surat_pengantar_rt_rw]
entitled:
  - id: resident
    when: person.is_resident
    because: Anda terdaftar sebagai penduduk daerah ini.
    otherwise: Anda belum terdaftar sebagai penduduk daerah ini.
    cite: Perwal tentang surat kelurahan (contoh) pasal 4 huruf a
  - id: decile
    when: household.welfare_decile <= 4
    because: Keluarga Anda tercatat pada desil 1 sampai 4.
    otherwise: Keluarga Anda tercatat di atas desil 4.
    cite: Inpres 4/2025
steps:
  - attest: {by: rt, question: "Apakah {person.name} tinggal di RT Anda?", fact: person.lives_here}
  - check: {by: officer}
  - sign: {by: head}
gives: {letter: uji_tidak_mampu, valid_days: 90, archive_code: "400.10.4.3"}
within: {working_days: 1}
cost: {amount: 0}
maybe_not_needed:
  text: Register sudah membuktikan desil keluarga Anda.
  when: household.welfare_decile <= 4
  cite: Inpres 4/2025
"""
NIKAH = """
service: uji_nikah
title: Surat Pengantar Nikah
summary: Untuk mendaftarkan pernikahan di KUA.
situations: [marriage]
words: [nikah, menikah]
basis: {law: PMA 30/2024, article: pasal 4}
subject: person
requester: {who: self}
roles:
  partner: {kind: person, label: Calon pasangan, chosen_from: search}
needs: [person.nik, person.name, person.area_code, partner.nik, partner.name, partner.marital_status]
replaces: [fotokopi_ktp]
entitled:
  - id: free
    when: partner.marital_status == "single"
    because: Calon pasangan belum menikah.
    otherwise: Calon pasangan tercatat menikah.
    cite: UU 1/1974
steps:
  - sign: {by: head}
gives: {letter: uji_nikah, archive_code: "400.12.3.2"}
within: {working_days: 2}
"""
USAHA = """
service: uji_usaha
title: Surat Keterangan Usaha
summary: Menyatakan bahwa Anda mempunyai usaha.
situations: [business]
words: [usaha]
basis: {law: Perwal tentang surat kelurahan (contoh), article: pasal 5}
subject: person
requester: {who: self}
roles:
  business: {kind: business, label: "Usaha yang mana?", chosen_from: register}
needs: [person.nik, person.name, person.area_code, business.name]
optional: [business.is_registered]
asks:
  business_name:
    label: Apa nama usaha Anda?
    kind: text
    because: Usaha Anda belum ber-NIB.
    answers: business.name
    when: "!business.is_registered"
entitled:
  - id: named
    when: business.name != ""
    because: Usaha Anda bernama.
    otherwise: Usaha Anda belum bernama.
    cite: Perwal tentang surat kelurahan (contoh) pasal 5
steps:
  - sign: {by: head}
gives: {letter: uji_tidak_mampu, valid_days: 180, archive_code: "500.2.2.4"}
within: {working_hours: 4}
"""
PINDAH = """
service: uji_pindah
title: Surat Pengantar Pindah
summary: Untuk pindah di dalam kota tidak perlu surat kelurahan lagi.
situations: [moving]
words: [pindah rumah]
basis: {law: Perpres 96/2018, article: perpindahan penduduk}
obsolete:
  because: Pindah diurus langsung di Dukcapil dengan menunjukkan KK.
  law: Permendagri 108/2019
  article: perpindahan penduduk
  door: {label: Dinas Kependudukan dan Pencatatan Sipil, url: "https://dukcapil.example"}
"""


def every() -> list[Service]:
    return [load_text(text, f"uji_{n}.yaml") for n, text in enumerate((SKTM, NIKAH, USAHA, PINDAH))]
