"""Settings of this room, with their defaults; read when used, so that tests and a restart see the same thing."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

# A letter of ours is some 40 to 200 kB; what is larger than this is not looked into.
MAX_PDF_BYTES = 10 * 2**20


@dataclass(frozen=True)
class Bsre:
    url: str
    user: str
    password: str
    trust_roots: tuple[Path, ...]
    connect_seconds: float
    sign_seconds: float
    clock_tolerance_seconds: int
    seal_name: str
    seal_id: str
    # Which corner the service counts a stamp's place from; not settled by the public integrations.
    origin: str

    def __repr__(self) -> str:
        return f"Bsre(url={self.url!r}, trust_roots={len(self.trust_roots)})"


def bsre() -> Bsre:
    def get(name: str, default: object = "") -> object:
        return getattr(settings, name, default) or default

    return Bsre(
        url=str(get("SEBAYU_BSRE_URL")).rstrip("/"),
        user=str(get("SEBAYU_BSRE_USER")),
        password=str(get("SEBAYU_BSRE_PASSWORD")),
        trust_roots=tuple(Path(str(p)) for p in get("SEBAYU_BSRE_TRUST_ROOTS", [])),  # type: ignore[attr-defined]
        connect_seconds=float(get("SEBAYU_BSRE_CONNECT_SECONDS", 5)),  # type: ignore[arg-type]
        sign_seconds=float(get("SEBAYU_BSRE_SIGN_SECONDS", 60)),  # type: ignore[arg-type]
        clock_tolerance_seconds=int(get("SEBAYU_BSRE_CLOCK_TOLERANCE_SECONDS", 900)),  # type: ignore[call-overload]
        seal_name=str(get("SEBAYU_BSRE_SEAL_NAME")),
        seal_id=str(get("SEBAYU_BSRE_SEAL_ID")),
        origin=str(get("SEBAYU_BSRE_ORIGIN", "bottom_left")),
    )


def public_url() -> str:
    return str(getattr(settings, "SEBAYU_PUBLIC_URL", "") or "http://localhost:8000").rstrip("/")


def verify_url(token: str) -> str:
    """What the QR code holds."""
    return f"{public_url()}/periksa/{token}"
