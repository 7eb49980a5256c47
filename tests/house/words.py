"""Which sentences strangers and citizens read: everything marked for translation in the public doors. Needs no gettext on the machine.

`PYTHONPATH=src python -m tests.house.words` prints what `locale/en` still lacks, ready to be filled in.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from django.utils.translation.template import templatize

from tests.house.tree import SRC, parsed

Message = tuple[str, str]  # singular, plural ("" when there is none)
CATALOGUE = SRC / "locale" / "en" / "LC_MESSAGES" / "django.po"
TEMPLATES = SRC / "web" / "templates"
PAGES = (
    "portal",
    "login",
    "verify",
    "account",
    "mfa",
    "allauth",
    "socialaccount",
    "web/parts",
    "room/panels",
    "survey/parts",
)
# Of programmes: every page that stands in the public's frame, found by itself, and what it includes; and the public's own sections.
FRAME = re.compile(r'{% extends "web/(?:portal|public)\.html" %}')
INCLUDED = re.compile(r'{% include "([^"]+)"')
SECTIONS = ("public*.html", "board/*.html")  # of an initiative's page, of the room's public version
PROGRAMME_CODE = ("views/public.py", "views/citizen.py", "enums.py", "panels.py")
SINGLE_PAGES = ("web/base.html", "web/portal.html", "web/public.html", "web/error.html", "room/public.html", "room/open_data.html",
                "room/number_public.html", "room/parts/number.html", "survey/answer.html", "survey/done.html", "survey/published.html",
                "attend/come.html", "attend/said.html")  # fmt: skip
CODE = ("web/portal", "web/login", "web/verify", "core/documents/verify")
SINGLE_FILES = ("web/shell.py", "web/components.py", "web/errors.py", "core/identity/middleware.py", "core/identity/enums.py",
                "core/documents/verify.py", "core/exchange/enums.py", "core/cases/enums.py", "core/indicators/enums.py", "web/room/own.py",
                "web/room/cards.py", "web/room/views/opendata.py", "web/survey/forms.py", "web/survey/views/answering.py",
                "web/survey/views/results.py", "core/indicators/words.py",
                "web/attend/views/coming.py")  # fmt: skip
MARKS = {"_", "gettext", "gettext_lazy", "gettext_noop", "ngettext", "ngettext_lazy", "pgettext"}
_CALL = re.compile(
    r"\b(?P<name>n?gettext)\(u?(?P<one>'(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\")(?:,\s*u?(?P<many>'(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\"))?",
    re.S,
)


def of_template(path: Path) -> Iterator[Message]:
    """Django's own translation of a template into calls, read by pattern: the rest of that text is no Python."""
    for call in _CALL.finditer(templatize(path.read_text(encoding="utf-8"))):
        many = call["many"] if call["name"] == "ngettext" else None
        yield _literal(call["one"]), _literal(many) if many else ""


def _literal(text: str) -> str:
    return str(ast.literal_eval(text.replace("\n", "\\n")))


def of_code(path: Path) -> Iterator[Message]:
    for node in ast.walk(parsed(path)):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name) or node.func.id not in MARKS:
            continue
        texts = [a.value for a in node.args if isinstance(a, ast.Constant) and isinstance(a.value, str)]
        if texts:
            many = (
                texts[1]
                if node.func.id.startswith("n") and node.func.id != "gettext_noop" and len(texts) > 1
                else ""
            )
            yield texts[0], many


def of_programmes() -> list[Path]:
    """Pages of programmes that strangers and citizens open, and the code whose words stand on them."""
    every = {
        path.relative_to(folder).as_posix(): path
        for folder in sorted((SRC / "programmes").rglob("templates"))
        for path in sorted(folder.rglob("*.html"))
    }
    found = [
        path
        for path in every.values()
        if FRAME.match(path.read_text(encoding="utf-8")) or any(path.match(name) for name in SECTIONS)
    ]
    for page in found:  # grows while it is walked: what is included may include
        names = INCLUDED.findall(page.read_text(encoding="utf-8"))
        found += [every[name] for name in names if name in every and every[name] not in found]
    parts = {page.relative_to(SRC).parts[: page.relative_to(SRC).parts.index("templates")] for page in found}
    code = [SRC.joinpath(*part, name) for part in sorted(parts) for name in PROGRAMME_CODE]
    code += sorted((SRC / "programmes").rglob("indicators.py"))  # what every number is called and means
    return [*found, *(path for path in code if path.exists())]


def public() -> dict[Message, str]:
    """Every public message with the file it was first met in."""
    found: dict[Message, str] = {}
    pages = [p for folder in PAGES for p in sorted((TEMPLATES / folder).rglob("*.html"))]
    pages += [TEMPLATES / name for name in SINGLE_PAGES]
    files = [p for folder in CODE for p in sorted((SRC / folder).rglob("*.py")) if "tests" not in p.parts]
    files += [SRC / name for name in SINGLE_FILES if (SRC / name).exists()]
    for path in [*pages, *files, *of_programmes()]:
        for message in of_template(path) if path.suffix == ".html" else of_code(path):
            found.setdefault(message, path.relative_to(SRC).as_posix())
    return found


def missing() -> list[Message]:
    """Public messages without an English word."""
    from babel.messages.pofile import read_po

    with CATALOGUE.open("rb") as stream:
        known = read_po(stream, locale="en")
    return [m for m in public() if not _is_told(known.get((m[0], m[1]) if m[1] else m[0]))]


def _is_told(message: object) -> bool:
    told = getattr(message, "string", None)
    return bool(told) and (all(told) if isinstance(told, tuple) else True)


if __name__ == "__main__":
    import os

    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sebayu.settings")
    os.environ.setdefault("SEBAYU_DEBUG", "1")  # no database is asked
    django.setup()
    for one, many in missing():
        print(f"msgid {one!r}" + (f"\nmsgid_plural {many!r}" if many else "") + '\nmsgstr ""\n')
