"""Numbers of the movement itself. What BPS surveys is not computed here: the office that answers for it states and signs it."""

from sebayu.core.facts.mark import _
from sebayu.core.indicators.declare import Confidence, Direction, Frequency, Indicator, Source, Unit

SOURCES: list[Source] = []
INDICATORS = [
    Indicator(
        "movement.open_unemployment",
        title=_("Pengangguran terbuka"),
        unit=Unit.PERCENT,
        direction=Direction.DOWN,
        frequency=Frequency.YEAR,
        duty="job_services",
        dimension="smart_economy",
        about=_(
            "Bagian dari angkatan kerja yang belum bekerja dan mencari kerja (TPT), menurut survei BPS keadaan Agustus. Angka survei, tidak dihitung sistem ini."
        ),
        confidence=Confidence.DECLARED,
        revision=_("Berubah bila BPS menerbitkan angka baru dan kantor pemiliknya menyatakannya."),
    ),
]
