"""Stored values are whole English words; the Indonesian label stands beside them."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class OfficeKind(TextChoices):
    KOTA = "kota", _("Kota")
    KABUPATEN = "kabupaten", _("Kabupaten")
    OPD = "opd", _("Perangkat daerah")
    KECAMATAN = "kecamatan", _("Kecamatan")
    KELURAHAN = "kelurahan", _("Kelurahan")
    DESA = "desa", _("Desa")
    RW = "rw", _("RW")
    RT = "rt", _("RT")
    UPT = "upt", _("Unit pelaksana teknis")


class Role(TextChoices):
    """What a post does, whatever its local title is."""

    CITIZEN = "citizen", _("Warga")
    HELPER = "helper", _("Pendamping")
    RT = "rt", _("Ketua RT")
    RW = "rw", _("Ketua RW")
    OFFICER = "officer", _("Petugas")
    KASI = "kasi", _("Kepala seksi")
    SECRETARY = "secretary", _("Sekretaris")
    HEAD = "head", _("Kepala kantor")
    CAMAT_OFFICER = "camat_officer", _("Petugas kecamatan")
    CAMAT = "camat", _("Camat")
    LEADER = "leader", _("Pimpinan daerah")
    AUDITOR = "auditor", _("Pemeriksa")
    ADMIN = "admin", _("Pengelola sistem")
    PLANNER = "planner", _("Sekretariat gerakan")
    ASSESSOR = "assessor", _("Penilai")


class MandateKind(TextChoices):
    DEFINITIVE = "definitive", _("Definitif")
    PLT = "plt", _("Pelaksana tugas")
    PLH = "plh", _("Pelaksana harian")
    DELEGATED = "delegated", _("Atas nama")


# How an acting holder is named above the signature; a definitive holder has no note.
ACTING_NOTE = {MandateKind.PLT: "Plt.", MandateKind.PLH: "Plh.", MandateKind.DELEGATED: "a.n."}


class CodeState(TextChoices):
    ASKED = "asked", _("Diminta")
    READY = "ready", _("Siap")
    USED = "used", _("Dipakai")
    SPENT = "spent", _("Habis")


class IdShown(TextChoices):
    """The proof of identity seen at the counter before someone acts for a citizen."""

    KTP = "ktp", _("KTP-el")
    IKD = "ikd", _("IKD di ponsel")
    KK = "kk", _("Kartu Keluarga")
    SIM = "sim", _("SIM")
    PASSPORT = "passport", _("Paspor")
    KNOWN = "known", _("Dikenal langsung oleh petugas")
