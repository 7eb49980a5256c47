"""Whose consent has to be asked: a letter that tells about somebody who was merely found by name asks that person first."""

from __future__ import annotations

from collections.abc import Iterator

from sebayu.core.facts.mark import _
from sebayu.core.services.checking.places import problem
from sebayu.core.services.errors import Problem
from sebayu.core.services.model import ANSWERS, PLACEHOLDER, Service, Step


def step(service: Service, index: int, found: Step) -> Iterator[Problem]:
    """A consent is asked of a person the service names, before anybody else acts, in words it can fill in."""
    if found.kind != "consent":
        return
    place = f"steps.{index}.consent"
    role = service.roles.get(found.of)
    if role is None or role.kind != "person":
        what = _("{role} bukan orang yang disebut di roles.").format(role=found.of)
        fix = _("Sebut peran yang kind-nya person.")
        yield problem(service, f"{place}.of", what, _("Hanya orang yang dapat menyetujui."), fix)
    if any(before.kind != "consent" for before in service.steps[:index]):
        what = _("Persetujuan diminta setelah langkah lain.")
        why = _("Sebelum disetujui, tidak ada yang boleh mengerjakan data orang itu.")
        yield problem(service, place, what, why, _("Pindahkan ke urutan pertama."))
    if service.automatic:
        what = _("Layanan yang meminta persetujuan tidak dapat terbit otomatis.")
        yield problem(service, place, what, _("Orang lain ditanya lebih dulu."), _("Hapus `automatic`."))
    seen = {*service.needs, *service.optional, *(f"{ANSWERS}.{key}" for key in service.asks)}
    for path in PLACEHOLDER.findall(found.question):
        if path not in seen:
            what = _("Pertanyaan menyebut {path}, yang tidak dibaca layanan ini.").format(path=path or "{}")
            yield problem(service, f"{place}.question", what, "", _("Tambahkan di needs, atau hapus."))


def owed(service: Service) -> Iterator[Problem]:
    """Anybody can be found by name: what is told about such a person needs that person's consent."""
    asked = {found.of for found in service.steps if found.kind == "consent"}
    told = {path.partition(".")[0] for path in (*service.needs, *service.optional)}
    for name, role in service.roles.items():
        if role.kind == "person" and role.chosen_from == "search" and name in told - asked:
            what = _("Data {role} dimuat tanpa persetujuannya.").format(role=name)
            why = _("Siapa pun dapat dicari dengan nama; UU 27/2022 meminta dasar, di sini persetujuannya.")
            fix = _("Tambahkan langkah pertama: consent: {{of: {role}, question: ...}}.").format(role=name)
            yield problem(service, f"roles.{name}", what, why, fix)
