"""What a list is narrowed to, as it stands in the address: Indonesian words, nothing personal."""

from urllib.parse import urlencode

from django.http import QueryDict

from sebayu.core.cases.enums import StepKind
from sebayu.core.cases.lists import Filters

EVIDENCE = {"lengkap": "complete", "kurang": "missing", "beda": "conflict"}
STEPS = {
    "persetujuan": StepKind.CONSENT,
    "keterangan": StepKind.ATTEST,
    "periksa": StepKind.CHECK,
    "paraf": StepKind.INITIAL,
    "tanda-tangan": StepKind.SIGN,
    "mengetahui": StepKind.COUNTERSIGN,
}
WORD_OF_STEP = {str(kind): word for word, kind in STEPS.items()}
WORD_OF_EVIDENCE = {kind: word for word, kind in EVIDENCE.items()}


def read(query: QueryDict) -> Filters:
    """Only words we know; anything else narrows nothing."""
    rw = query.get("rw", "")
    service = query.get("layanan", "")
    return Filters(
        service=service if len(service) <= 80 else "",
        step=str(STEPS.get(query.get("langkah", ""), "")),
        rw=rw if rw.isascii() and rw.isdigit() and len(rw) <= 3 else "",
        evidence=EVIDENCE.get(query.get("bukti", ""), ""),
    )


def words(filters: Filters) -> dict[str, str]:
    found = {
        "layanan": filters.service,
        "langkah": WORD_OF_STEP.get(filters.step, ""),
        "rw": filters.rw,
        "bukti": WORD_OF_EVIDENCE.get(filters.evidence, ""),
    }
    return {name: value for name, value in found.items() if value}


def address(path: str, filters: Filters, **more: str) -> str:
    """The same list elsewhere in it, or as a file."""
    query = urlencode({**words(filters), **{k: v for k, v in more.items() if v}})
    return f"{path}?{query}" if query else path
