"""What can go wrong with the registers, said to people."""

from django.utils.translation import gettext_lazy as _

from sebayu.core.ledger.errors import HouseError


class RegistryError(HouseError):
    code = "registry"

    def __init__(self, message: object = "", **params: object) -> None:
        super().__init__(str(message), **params)


class UnknownField(RegistryError):
    code = "unknown_field"

    def __init__(self, names: str) -> None:
        super().__init__(_("Kolom %(names)s tidak dapat diperbaiki di sini.") % {"names": names})


class WrongValue(RegistryError):
    """A value the register cannot hold; `field` says which, the message why."""

    code = "wrong_value"

    def __init__(self, field: str, message: object) -> None:
        self.field = field
        super().__init__(message, field=field)


class AlreadyThere(RegistryError):
    code = "already_there"

    def __init__(self, message: object = "") -> None:
        super().__init__(message or _("NIK ini sudah tercatat. Cari orangnya lebih dahulu."))


class WrongTime(RegistryError):
    """Something that cannot happen to this person any more, or not yet."""

    code = "wrong_time"


class UnreadableFile(RegistryError):
    code = "unreadable_file"


class ImportRefused(RegistryError):
    code = "import_refused"


class LoadRefused(RegistryError):
    """A bulk load that was taken back whole. Names the table and the broken rule, never the row: it holds a person's data."""

    code = "load_refused"

    def __init__(self, table: str, rule: str) -> None:
        super().__init__(
            _("Pemuatan %(table)s dibatalkan seluruhnya: aturan “%(rule)s” dilanggar.")
            % {"table": table, "rule": rule},
            table=table,
            rule=rule,
        )
