"""DTSEN's fields."""

from sebayu.core.exchange.sources.record import day, whole

FIELDS = {
    "household.welfare_decile": (("desil",), whole),
    "household.welfare_as_of": (("periode",), day),
}
PRESENCE = "household.is_in_welfare_register"
QUESTIONS = {"kk_number": "no_kk", "nik": "nik"}
