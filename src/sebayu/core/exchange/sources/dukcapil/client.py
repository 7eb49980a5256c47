"""Dukcapil's web service: one call per person or family card. Trouble, refusal and absence are texts in `content`, with HTTP 200."""

from collections.abc import Iterable, Mapping
from typing import Any

from sebayu.core.exchange.errors import SourceDown, SourceMalformed, SourceRefused
from sebayu.core.exchange.sources.dukcapil import mapping
from sebayu.core.exchange.sources.remote import RemoteSource
from sebayu.core.exchange.types import VALUE, VERIFY, Answer, Reading, SubjectRef

REFUSALS = ("kuota", "quota", "login", "user", "password", "akses", "ip address", "blokir", "limit")
TROUBLE = ("gangguan", "timeout", "maintenance", "error", "gagal", "sibuk", "kesalahan")
MISSING = ("tidak ditemukan", "tidak terdapat", "tidak terdaftar")
ABOUT_THE_ANSWER = {"RESPON", "RESPONSE_CODE", "RESPONSE_DESC"}


class DukcapilSource(RemoteSource):
    name, label = "dukcapil", "Dukcapil"
    paths = mapping.PERSON | mapping.HOUSEHOLD
    modes = frozenset({VALUE, VERIFY})

    def can_ask(self, ref: SubjectRef) -> bool:
        return bool(ref.key({"person": "nik", "household": "kk_number"}.get(ref.kind, "")))

    def fetch(self, ref: SubjectRef, elements: Iterable[str], *, timeout: float) -> Answer:
        if ref.kind == "household":
            return self._family(ref, elements, timeout)
        rows = self._call("CALL_NIK", {"NIK": ref.key("nik")}, timeout)
        row = self._only(rows, ref)
        if row is None:
            return self._without_row(rows)
        found = mapping.readings(row, elements)
        return Answer(
            True, {**found, "person.alive": Reading(not mapping.is_dead(row))}, note=mapping.told(row)
        )

    def verify(self, ref: SubjectRef, claims: Mapping[str, Any], *, timeout: float) -> Answer:
        """Says per element whether our value is right; how alike texts must be is the configuration's threshold."""
        asked = {
            p: mapping.MAPPED[p].element or ""
            for p in claims
            if p in mapping.VERIFIABLE and p != "person.nik"
        }
        texts = {e: mapping.claim_text(mapping.MAPPED[p], claims[p]) for p, e in asked.items() if e}
        # TRESHOLD is the service's own spelling
        body = {"NIK": ref.key("nik"), **texts, "TRESHOLD": str(self.settings.threshold)}
        rows = self._call("CALL_VERIFY_BY_ELEMEN", body, timeout)
        row = self._only(rows, ref)
        if row is None:
            return self._without_row(rows)
        verdicts = {
            p: v for p, e in asked.items() if (v := mapping.verdict(row.get(e), self.settings.threshold))
        }
        if "person.nik" in claims:
            verdicts["person.nik"] = Reading(matches=True)  # it answered by this NIK
        return Answer(True, verdicts, note=mapping.told(row))

    def _family(self, ref: SubjectRef, elements: Iterable[str], timeout: float) -> Answer:
        rows = self._call("CALL_KK", {"NO_KK": ref.key("kk_number")}, timeout)
        people = [row for row in rows if _elements(row)]
        if any(str(row.get("NO_KK", "")).strip() != ref.key("kk_number") for row in people):
            raise SourceMalformed(self.label, "another KK")
        if not people:
            return self._without_row(rows)
        return Answer(True, mapping.household(people, elements))

    def _call(self, method: str, question: Mapping[str, str], timeout: float) -> list[Mapping[str, Any]]:
        institution = self.settings.option("institution", "sebayu")
        reply = self.caller.call(
            "POST", f"get_json/{institution}/{method}", timeout=timeout, body={**question, **self._login()}
        )
        content = reply.data.get("content")
        rows = [content] if isinstance(content, dict) else content
        if not isinstance(rows, list) or not rows or not all(isinstance(row, dict) for row in rows):
            raise SourceMalformed(self.label, "content")
        return rows

    def _login(self) -> dict[str, str]:
        secret = self.credentials()
        return {
            "user_id": secret.get("user_id", ""),
            "password": secret.get("password", ""),
            "IP_USER": secret.get("ip_user", ""),
        }

    def _only(self, rows: list[Mapping[str, Any]], ref: SubjectRef) -> Mapping[str, Any] | None:
        """The one person in the answer. Somebody else's data must never be taken for hers."""
        people = [row for row in rows if _elements(row)]
        if len(people) > 1 or any(str(row.get("NIK", "")).strip() != ref.key("nik") for row in people):
            raise SourceMalformed(self.label, "another person")
        return people[0] if people else None

    def _without_row(self, rows: list[Mapping[str, Any]]) -> Answer:
        row = rows[0]
        text = mapping.told(row).casefold()
        if mapping.is_dead(row):
            return Answer(True, {"person.alive": Reading(False)}, note=mapping.told(row))
        if any(word in text for word in MISSING):
            return Answer(False, note=mapping.told(row))
        if any(word in text for word in REFUSALS):
            raise SourceRefused(self.label, "RESPON")
        if any(word in text for word in TROUBLE):
            raise SourceDown(self.label, "RESPON")
        raise SourceMalformed(self.label, "RESPON")


def _elements(row: Mapping[str, Any]) -> bool:
    return bool(set(row) - ABOUT_THE_ANSWER)
