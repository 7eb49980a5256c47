"""Dukcapil's web service: one call per person; a missing person is a text in the list, with HTTP 200."""

from collections.abc import Iterable, Mapping
from typing import Any

from sebayu.core.exchange.errors import SourceDown, SourceMalformed, SourceRefused
from sebayu.core.exchange.sources.dukcapil import mapping
from sebayu.core.exchange.sources.http import Reply, time_of
from sebayu.core.exchange.sources.remote import RemoteSource
from sebayu.core.exchange.types import VALUE, VERIFY, Answer, Reading, SubjectRef

REFUSALS = ("kuota", "quota", "user", "password", "akses", "ip ", "hak", "blokir", "limit")
TROUBLE = ("gangguan", "timeout", "maintenance", "error", "gagal", "sibuk")
MISSING = ("tidak ditemukan", "tidak ada", "tidak terdapat", "tidak terdaftar")
DEAD = ("meninggal", "kematian", "wafat")


class DukcapilSource(RemoteSource):
    name, label = "dukcapil", "Dukcapil"
    paths = mapping.PATHS
    modes = frozenset({VALUE, VERIFY})

    def can_ask(self, ref: SubjectRef) -> bool:
        return ref.kind == "person" and bool(ref.key("nik"))

    def fetch(self, ref: SubjectRef, elements: Iterable[str], *, timeout: float) -> Answer:
        reply = self.caller.call(
            "POST",
            self.settings.option("value_path", "CALL_NIK"),
            timeout=timeout,
            body={"nik": ref.key("nik"), **self._login()},
        )
        row, told = self._row(reply)
        as_of = time_of(reply.data.get("TGL_DATA") or reply.data.get("as_of"), self.label)
        if row is None:
            return self._without_row(told, as_of)
        if str(row.get("NIK", "")).strip() != ref.key("nik"):
            # Somebody else's data must never be taken for hers.
            raise SourceMalformed(self.label, "another NIK")
        found = mapping.readings(row, elements)
        return Answer(True, {**found, "person.alive": Reading(not _is_about_death(told))}, as_of, told)

    def verify(self, ref: SubjectRef, claims: Mapping[str, Any], *, timeout: float) -> Answer:
        """Says per element whether our value is right; the threshold is the agreement's likeness for texts."""
        asked = {
            p: mapping.MAPPED[p].element for p in claims if p in mapping.VERIFIABLE and p != "person.nik"
        }
        body = {
            "NIK": ref.key("nik"),
            **{e: mapping.claim_text(mapping.MAPPED[p], claims[p]) for p, e in asked.items() if e},
            "TRESHOLD": str(self.settings.threshold),  # the service's own spelling
            **self._login(),
        }
        reply = self.caller.call(
            "POST", self.settings.option("verify_path", "CALL_VERIFY_BY_ELEMEN"), timeout=timeout, body=body
        )
        row, told = self._row(reply)
        as_of = time_of(reply.data.get("TGL_DATA") or reply.data.get("as_of"), self.label)
        if row is None:
            return self._without_row(told, as_of)
        verdicts = {
            p: v for p, e in asked.items() if (v := mapping.verdict(row.get(e), self.settings.threshold))
        }
        if "person.nik" in claims:
            verdicts["person.nik"] = Reading(matches=True)  # it answered by this NIK
        return Answer(True, verdicts, as_of, told)

    def _login(self) -> dict[str, str]:
        secret = self.credentials()
        return {
            "user_id": secret.get("user_id", ""),
            "password": secret.get("password", ""),
            "IP_USER": secret.get("ip_user", self.settings.option("ip_user", "127.0.0.1")),
        }

    def _row(self, reply: Reply) -> tuple[Mapping[str, Any] | None, str]:
        """The one row of `content`, or none with what the service said instead."""
        content = reply.data.get("content")
        if isinstance(content, dict):
            content = [content]
        if not isinstance(content, list) or not all(isinstance(row, dict) for row in content):
            raise SourceMalformed(self.label, "content")
        told = next((str(row[k]) for row in content for k in ("RESPON", "RESPONSE") if k in row), "")
        rows = [row for row in content if set(row) - {"RESPON", "RESPONSE", "RESPONSE_CODE", "RESPONSE_DESC"}]
        if len(rows) > 1:
            raise SourceMalformed(self.label, "more than one person")
        return (rows[0] if rows else None), told[:200]

    def _without_row(self, told: str, as_of: Any) -> Answer:
        lower = told.casefold()
        if _is_about_death(lower):
            return Answer(True, {"person.alive": Reading(False)}, as_of, told)
        if any(word in lower for word in MISSING):
            return Answer(False, as_of=as_of, note=told)
        if any(word in lower for word in REFUSALS):
            raise SourceRefused(self.label, "RESPON")
        if any(word in lower for word in TROUBLE):
            raise SourceDown(self.label, "RESPON")
        raise SourceMalformed(self.label, "RESPON")


def _is_about_death(told: str) -> bool:
    return any(word in told.casefold() for word in DEAD)
