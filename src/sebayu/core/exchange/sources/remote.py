"""What the HTTP sources share: a pooled caller, credentials, and a health check that says what is misconfigured."""

from collections.abc import Iterable, Mapping
from typing import Any, ClassVar

from django.utils.translation import gettext as _

from sebayu.core.exchange.errors import SourceError, SourceRefused
from sebayu.core.exchange.sources.http import Caller
from sebayu.core.exchange.sources.settings import NoCredentials, Settings
from sebayu.core.exchange.types import VALUE, Answer, Problem, SubjectRef


class RemoteSource:
    name: ClassVar[str]
    label: ClassVar[Any]
    paths: ClassVar[frozenset[str]]
    keys: ClassVar[tuple[str, ...]] = ("nik",)  # any of these finds the subject
    modes: ClassVar[frozenset[str]] = frozenset({VALUE})
    max_age_days: ClassVar[int | None] = (
        None  # older data decides nothing, unless the configuration says otherwise
    )
    local: ClassVar[bool] = False
    needs_agreement: ClassVar[bool] = True

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.caller = Caller(self.name, self.label, settings.base_url)

    def can_ask(self, ref: SubjectRef) -> bool:
        return bool(ref.key(*self.keys))

    def fetch(self, ref: SubjectRef, elements: Iterable[str], *, timeout: float) -> Answer:
        raise NotImplementedError

    def verify(self, ref: SubjectRef, claims: Mapping[str, Any], *, timeout: float) -> Answer:
        raise SourceRefused(self.label, "verify is not offered")

    def credentials(self) -> Mapping[str, str]:
        try:
            return self.settings.credentials()
        except NoCredentials:
            raise SourceRefused(self.label, "credentials") from None

    def bearer(self) -> dict[str, str]:
        token = self.credentials().get("token", "")
        return {"Authorization": f"Bearer {token}"} if token else {}

    def health(self) -> list[Problem]:
        """Configuration only: nothing is read from the register, so nobody's data is touched by a check."""
        problems = []
        if not self.settings.base_url:
            problems.append(
                Problem(self.name, _("Alamat register belum diisi."), _("Isi alamat layanan web."))
            )
        try:
            self.credentials()
        except SourceError:
            problems.append(
                Problem(
                    self.name, _("Kredensial tidak ditemukan."), _("Isi variabel atau berkas yang dirujuk.")
                )
            )
        return problems
