"""Every Indonesian term kept in a model or folder name stands in the glossary."""

import re

from django.apps import apps

from tests.house.tree import ROOT, SRC

# Indonesian terms that model and folder names might keep; a name holding one must be explained.
KEPT = {
    "kelurahan", "desa", "kecamatan", "lurah", "camat", "kasi", "rt", "rw", "opd", "upt", "nik", "kk", "nip", "nib", "kbli", "nop",
    "pbb", "dtsen", "oss", "dukcapil", "sktm", "sku", "domisili", "bsre", "wilayah", "disposisi", "loket", "perwal", "perda",
    "kegiatan", "festronik", "ak1", "kota", "kabupaten",
}  # fmt: skip


def words(name: str) -> set[str]:
    return {word.lower() for word in re.findall(r"[A-Z]+(?![a-z])|[A-Z]?[a-z0-9]+", name.replace("_", " "))}


def test_every_kept_term_stands_in_the_glossary() -> None:
    names = {model.__name__ for model in apps.get_models() if model.__module__.startswith("sebayu.")}
    names |= {path.name for path in SRC.rglob("*") if path.is_dir()}
    used = {word for name in names for word in words(name)} & KEPT
    glossary = (ROOT / "GLOSSARY.md").read_text(encoding="utf-8").lower()
    missing = {word for word in used if not re.search(rf"\b{word}\b", glossary)}
    assert used
    assert not missing
