"""The photocopies and letters that counters ask for, and that a service may say it no longer needs."""

from sebayu.core.facts.mark import _

COPIES: dict[str, str] = {
    "fotokopi_ktp": _("fotokopi KTP"),
    "fotokopi_kk": _("fotokopi KK"),
    "fotokopi_ktp_pasangan": _("fotokopi KTP suami/istri"),
    "fotokopi_ktp_orang_tua": _("fotokopi KTP orang tua"),
    "fotokopi_ktp_ahli_waris": _("fotokopi KTP para ahli waris"),
    "fotokopi_ktp_saksi": _("fotokopi KTP saksi"),
    "fotokopi_akta_lahir": _("fotokopi akta kelahiran"),
    "fotokopi_akta_nikah": _("fotokopi buku nikah/akta perkawinan"),
    "fotokopi_akta_cerai": _("fotokopi akta cerai"),
    "fotokopi_akta_kematian": _("fotokopi akta/surat kematian"),
    "fotokopi_nib": _("fotokopi NIB"),
    "fotokopi_npwp": _("fotokopi NPWP"),
    "fotokopi_akta_pendirian": _("fotokopi akta pendirian"),
    "fotokopi_sppt_pbb": _("fotokopi SPPT PBB"),
    "bukti_lunas_pbb": _("bukti lunas PBB"),
    "fotokopi_sertipikat": _("fotokopi sertipikat tanah"),
    "fotokopi_ijazah": _("fotokopi ijazah"),
    "fotokopi_paspor": _("fotokopi paspor"),
    "fotokopi_kartu_pelajar": _("fotokopi kartu pelajar"),
    "surat_keterangan_sekolah": _("surat keterangan sekolah"),
    "surat_pengantar_rt": _("surat pengantar RT"),
    "surat_pengantar_rw": _("surat pengantar RW"),
    "surat_pengantar_rt_rw": _("surat pengantar RT dan RW"),
    "surat_pernyataan_bermeterai": _("surat pernyataan bermeterai"),
    "kartu_bantuan_sosial": _("kartu bantuan sosial"),
    "pas_foto": _("pas foto"),
}
