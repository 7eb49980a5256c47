"""Areas as extracts name them: by full code, by the register's four numbers, or by the names of kecamatan and kelurahan."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils import timezone

from sebayu.core.areas.models import Area
from sebayu.core.registry import names

_KINDS = {"kelurahan", "kel", "desa", "ds", "kecamatan", "kec"}


@dataclass(frozen=True)
class Places:
    """The leaves of this region's tree. Without any area loaded, codes are taken as they are."""

    codes: frozenset[str]
    by_name: Mapping[tuple[str, str], str]
    districts: frozenset[str]

    @classmethod
    def load(cls) -> "Places":
        areas = {area.code: area for area in Area.objects.on(timezone.localdate())}
        leaves = [area for code, area in areas.items() if len(code) == 13]
        by_name: dict[tuple[str, str], str] = {}
        twice: set[tuple[str, str]] = set()
        for leaf in leaves:
            parent = areas.get(leaf.code[:8])
            for key in {(_bare(parent.name) if parent else "", _bare(leaf.name)), ("", _bare(leaf.name))}:
                if key in by_name:
                    twice.add(key)
                by_name[key] = leaf.code
        for key in twice:  # a name that two areas bear finds neither
            del by_name[key]
        return cls(frozenset(a.code for a in leaves), by_name, frozenset(c for c in areas if len(c) == 8))

    def find(self, code: str, told: Mapping[str, str]) -> str:
        """The leaf's code, or "" when it is not known here."""
        written = dotted(code) or self._from_numbers(told)
        if written:
            return written if not self.codes or written in self.codes else ""
        village, district = (_bare(told.get(level, "")) for level in ("village", "district"))
        return self.by_name.get((district, village), "" if district else self.by_name.get(("", village), ""))

    @staticmethod
    def _from_numbers(told: Mapping[str, str]) -> str:
        parts = [told.get(f"{level}_number", "") for level in ("province", "regency", "district", "village")]
        if not all(part.isdigit() for part in parts):
            return ""
        province, regency, district, village = (int(part) for part in parts)
        return f"{province:02d}.{regency:02d}.{district:02d}.{village:04d}"


def _bare(name: str) -> str:
    """The name without the word for its kind: KEL. MINTARAGEN is Mintaragen."""
    words = names.plain(name).split()
    return " ".join(words[1:] if len(words) > 1 and words[0] in _KINDS else words)


def dotted(code: str) -> str:
    """33.76.02.1005 from any writing of its ten digits."""
    digits = "".join(c for c in code if c.isdigit())
    return f"{digits[:2]}.{digits[2:4]}.{digits[4:6]}.{digits[6:]}" if len(digits) == 10 else ""
