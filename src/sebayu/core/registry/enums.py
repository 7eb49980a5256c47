"""The closed lists of the registers; stored values are English words, what people read stands beside them."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Sex(TextChoices):
    MALE = "male", _("Laki-laki")
    FEMALE = "female", _("Perempuan")


class Religion(TextChoices):
    ISLAM = "islam", _("Islam")
    CHRISTIAN = "christian", _("Kristen")
    CATHOLIC = "catholic", _("Katolik")
    HINDU = "hindu", _("Hindu")
    BUDDHIST = "buddhist", _("Buddha")
    CONFUCIAN = "confucian", _("Khonghucu")
    BELIEF = "belief", _("Kepercayaan terhadap Tuhan YME")


class MaritalStatus(TextChoices):
    SINGLE = "single", _("Belum kawin")
    MARRIED = "married", _("Kawin")
    DIVORCED = "divorced", _("Cerai hidup")
    WIDOWED = "widowed", _("Cerai mati")


class FamilyRelation(TextChoices):
    HEAD = "head", _("Kepala keluarga")
    HUSBAND = "husband", _("Suami")
    WIFE = "wife", _("Istri")
    CHILD = "child", _("Anak")
    CHILD_IN_LAW = "child_in_law", _("Menantu")
    GRANDCHILD = "grandchild", _("Cucu")
    PARENT = "parent", _("Orang tua")
    PARENT_IN_LAW = "parent_in_law", _("Mertua")
    OTHER_RELATIVE = "other_relative", _("Famili lain")
    DOMESTIC_WORKER = "domestic_worker", _("Pembantu")
    OTHER = "other", _("Lainnya")


class Education(TextChoices):
    NONE = "none", _("Tidak/belum sekolah")
    SOME_PRIMARY = "some_primary", _("Belum tamat SD/sederajat")
    PRIMARY = "primary", _("Tamat SD/sederajat")
    LOWER_SECONDARY = "lower_secondary", _("SLTP/sederajat")
    UPPER_SECONDARY = "upper_secondary", _("SLTA/sederajat")
    DIPLOMA_1_2 = "diploma_1_2", _("Diploma I/II")
    DIPLOMA_3 = "diploma_3", _("Akademi/Diploma III")
    BACHELOR = "bachelor", _("Diploma IV/Strata I")
    MASTER = "master", _("Strata II")
    DOCTOR = "doctor", _("Strata III")


class BloodGroup(TextChoices):
    A = "a", "A"
    B = "b", "B"
    AB = "ab", "AB"
    O = "o", "O"  # noqa: E741 - the group's name
    UNKNOWN = "unknown", _("Tidak tahu")


class Citizenship(TextChoices):
    INDONESIAN = "indonesian", _("WNI")
    FOREIGN = "foreign", _("WNA")


class RegisterSource(TextChoices):
    """Where a row came from; which register is trusted more is the business of `exchange`."""

    EXTRACT = "extract", _("Salinan register")
    OFFICER = "officer", _("Dicatat petugas")
    GENERATED = "generated", _("Data contoh")


class BusinessStatus(TextChoices):
    ACTIVE = "active", _("Aktif")
    SUSPENDED = "suspended", _("Dibekukan")
    CLOSED = "closed", _("Tutup")


class EnrolmentStatus(TextChoices):
    ACTIVE = "active", _("Aktif")
    GRADUATED = "graduated", _("Lulus")
    LEFT = "left", _("Keluar")
    MOVED = "moved", _("Pindah sekolah")


class SchoolLevel(TextChoices):
    PRESCHOOL = "preschool", _("PAUD/TK")
    PRIMARY = "primary", _("SD/MI")
    LOWER_SECONDARY = "lower_secondary", _("SMP/MTs")
    UPPER_SECONDARY = "upper_secondary", _("SMA/SMK/MA")
    EQUIVALENCY = "equivalency", _("Kejar Paket")
    SPECIAL = "special", _("SLB")


class ImportState(TextChoices):
    RUNNING = "running", _("Berjalan")
    DONE = "done", _("Selesai")


class Verdict(TextChoices):
    """What a row of an extract would do."""

    NEW = "new", _("Baru")
    CHANGED = "changed", _("Berubah")
    SAME = "same", _("Sama")
    DUPLICATE = "duplicate", _("Diduga ganda")
    ERROR = "error", _("Salah")


class PairState(TextChoices):
    """What was decided about two entries that look like one person."""

    OPEN = "open", _("Menunggu")
    LATER = "later", _("Nanti")
    SAME = "same", _("Orang yang sama")
    DIFFERENT = "different", _("Orang berbeda")
