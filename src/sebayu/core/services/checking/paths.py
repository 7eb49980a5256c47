"""Facts that exist, roles that are declared, copies and laws that are named."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rapidfuzz import process

from sebayu.core.facts import Vocabulary
from sebayu.core.facts.mark import _
from sebayu.core.services.checking import consent
from sebayu.core.services.checking.places import problem
from sebayu.core.services.conditions import fact_of
from sebayu.core.services.copies import COPIES
from sebayu.core.services.errors import Problem
from sebayu.core.services.model import ANSWERS, PLACEHOLDER, Service

RESERVED = frozenset(
    {"answers", "evidence", "area", "on", "requester", "document", "office", "signer", "case"}
)


def problems(service: Service, vocab: Vocabulary) -> list[Problem]:
    found = [*_roles(service), *_copies(service), *_law(service)]
    for place, path in _declared(service):
        found += wrong_path(service, vocab, place, path)
    for index, step in enumerate(service.steps):
        found += _attestation(service, vocab, f"steps.{index}.attest", step.fact, step.question)
        found += consent.step(service, index, step)
    return [*found, *consent.owed(service)]


def warnings(service: Service) -> list[Problem]:
    found = []
    if not service.words:
        what, why = (
            _("Belum ada `words`."),
            _("Warga mencari dengan katanya sendiri, bukan dengan nama resmi."),
        )
        found.append(
            problem(service, "title", what, why, _("Tambahkan kata sehari-hari dan salah ketik yang lazim."))
        )
    if not service.examples and not service.obsolete:
        what, why = _("Belum ada contoh kasus."), _("Aturan tanpa contoh tidak teruji.")
        found.append(problem(service, "title", what, why, _("Tambahkan examples/<siapa>_<keadaan>.yaml.")))
    return found


def _declared(service: Service) -> Iterator[tuple[str, str]]:
    for name in ("needs", "optional"):
        for index, path in enumerate(getattr(service, name)):
            yield f"{name}.{index}", path
    for key, ask in service.asks.items():
        if ask.answers:
            yield f"asks.{key}.answers", ask.answers


def wrong_path(service: Service, vocab: Vocabulary, place: str, path: str) -> list[Problem]:
    """Unknown role, never-given element or unknown fact, with the nearest name that exists."""
    root, name = path.split(".", 1)
    kind = service.kind_of(root)
    if vocab.is_never_given(name):
        what = _("{path} menurut aturan tidak pernah diberikan.").format(path=path)
        why = _("Permendagri 102/2019 mengecualikannya dari hak akses.")
        return [problem(service, place, what, why, _("Hapus; putuskan tanpa data ini."))]
    if kind is None:
        what = _("Peran {role} tidak dikenal.").format(role=root)
        why = _("Data selalu tentang seseorang atau sesuatu yang disebut di subject atau roles.")
        return [problem(service, place, what, why, _("Tambahkan {role} di roles.").format(role=root))]
    if vocab.as_role(path, kind) is None:
        names = [fact.name for fact in vocab.of(kind)]
        near = process.extractOne(name, names, score_cutoff=60)
        fix = _("Mungkin {path}?").format(path=f"{root}.{near[0]}") if near else _("Lihat facts/vocabulary.")
        what = _("Data {path} tidak ada dalam kosakata.").format(path=path)
        return [problem(service, place, what, _("Tidak ada register atau orang yang dapat mengisinya."), fix)]
    return []


def _roles(service: Service) -> Iterator[Problem]:
    for name, role in service.roles.items():
        if name in RESERVED or name == service.subject:
            what = _("Nama peran {role} sudah dipakai.").format(role=name)
            yield problem(
                service, f"roles.{name}", what, "", _("Pilih nama lain, misalnya deceased atau child.")
            )
        if role.chosen_from == "register" and role.kind not in ("business", "land", "student"):
            what = _("Peran {role} tidak dapat dipilih dari register.").format(role=name)
            why = _("Hanya usaha, tanah, dan sekolah yang terdaftar atas nama seseorang.")
            yield problem(service, f"roles.{name}", what, why, _("Pakai household atau search."))


def _copies(service: Service) -> Iterator[Problem]:
    for index, copy in enumerate(service.replaces):
        if copy not in COPIES:
            near = process.extractOne(copy, list(COPIES), score_cutoff=60)
            fix = _("Mungkin {copy}?").format(copy=near[0]) if near else ", ".join(COPIES)
            what = _("Berkas {copy} tidak ada dalam daftar.").format(copy=copy)
            yield problem(service, f"replaces.{index}", what, "", fix)


def _law(service: Service) -> Iterator[Problem]:
    """The schema asks for the words; here they have to say something."""
    cited = [("basis.law", service.basis.law), ("basis.article", service.basis.article)]
    cited += [(f"entitled.{index}.cite", clause.cite) for index, clause in enumerate(service.entitled)]
    if service.automatic:
        cited.append(("automatic.basis", service.automatic.basis))
    if service.cost.amount:
        cited.append(("cost.basis", service.cost.basis))
    for place, text in cited:
        if len(re.sub(r"[\W_]", "", text)) < 2:
            what = _("Dasar hukum kosong di {place}.").format(place=place)
            why = _("Syarat atau biaya tanpa dasar hukum tidak boleh diminta dari warga.")
            yield problem(service, place, what, why, _("Tulis aturan dan pasalnya, atau hapus syaratnya."))


def _attestation(service: Service, vocab: Vocabulary, place: str, fact: str, question: str) -> list[Problem]:
    if not fact:
        return []
    if found := wrong_path(service, vocab, f"{place}.fact", fact):
        return found
    known = fact_of(service, fact, vocab)
    wrong = []
    if known is not None and ("attest" not in known.sources or known.kind != "bool"):
        what = _("{path} bukan hal yang disaksikan RT/RW.").format(path=fact)
        why = _("RT dan RW menilai yang mereka saksikan; data milik register dibaca dari register.")
        wrong.append(problem(service, f"{place}.fact", what, why, _("Pakai misalnya person.lives_here.")))
    seen = {*service.needs, *service.optional, *(f"{ANSWERS}.{key}" for key in service.asks)}
    for path in PLACEHOLDER.findall(question):
        if path not in seen:
            what = _("Pertanyaan menyebut {path}, yang tidak dibaca layanan ini.").format(path=path or "{}")
            wrong.append(
                problem(service, f"{place}.question", what, "", _("Tambahkan di needs, atau hapus."))
            )
    return wrong
