"""What can be wrong with a region pack, told so that an official can mend the file."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from sebayu.core.ledger.errors import HouseError


@dataclass(frozen=True, slots=True)
class PackProblem:
    """One thing to mend: in which file, on which line (0: the file as a whole), what and what now."""

    file: str
    line: int
    what: str

    def __str__(self) -> str:
        place = (
            _("%(file)s baris %(line)d") % {"file": self.file, "line": self.line} if self.line else self.file
        )
        return f"{place}: {self.what}"


class PackError(HouseError):
    """Paket wilayah tidak dapat dipakai."""

    code = "region_pack"
    status = 500

    def __init__(self, problems: list[PackProblem]) -> None:
        self.problems = problems
        head = _("Paket wilayah tidak dapat dipakai. Perbaiki lalu coba lagi:")
        super().__init__("\n".join([head, *(f"- {problem}" for problem in problems)]))
