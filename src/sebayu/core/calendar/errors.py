"""What the calendar cannot answer."""

from sebayu.core.ledger.errors import HouseError


class NoWorkingHours(HouseError):
    """Jam kerja untuk tanggal ini belum diisi. Lengkapi hours.yaml pada paket wilayah."""

    code = "no_working_hours"
    status = 500
