"""A person with a plain browser: pages, forms and a cookie jar over real HTTP, no script."""

import re
from dataclasses import dataclass, field
from html import unescape
from html.parser import HTMLParser
from typing import Any

import httpx


@dataclass
class Form:
    action: str
    method: str = "get"
    fields: list[tuple[str, str]] = field(default_factory=list)
    buttons: list[tuple[str, str]] = field(default_factory=list)
    names: set[str] = field(default_factory=set)


class _Forms(HTMLParser):
    """Every form of a page with what it would send untouched."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self._form: Form | None = None
        self._select = self._area = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        have = {key: value or "" for key, value in attrs}
        if tag == "form":
            self._form = Form(have.get("action", ""), have.get("method", "get").lower())
            self.forms.append(self._form)
        if self._form is None:
            return
        name, value = have.get("name", ""), have.get("value", "")
        if tag in {"input", "select", "textarea", "button"} and name:
            self._form.names.add(name)
        if tag == "input" and name:
            kind = have.get("type", "text")
            if kind in {"radio", "checkbox"} and "checked" not in have:
                return
            if kind not in {"submit", "file"}:
                self._form.fields.append((name, value or ("on" if kind == "checkbox" else "")))
        elif tag == "button" and name:
            self._form.buttons.append((name, value))
        elif tag == "select":
            self._select = name
        elif tag == "option" and self._select and "selected" in have:
            self._form.fields.append((self._select, value))
        elif tag == "textarea":
            self._area = name
            self._form.fields.append((name, ""))

    def handle_data(self, data: str) -> None:
        if self._area and self._form is not None:
            self._form.fields[-1] = (self._area, self._form.fields[-1][1] + data)

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._form = None
        elif tag == "select":
            self._select = ""
        elif tag == "textarea":
            self._area = ""


def forms(html: str) -> list[Form]:
    parser = _Forms()
    parser.feed(html)
    return parser.forms


def words(html: str) -> str:
    """What a reader reads: no tags, one space."""
    bare = re.sub(r"<(script|style)\b.*?</\1>", " ", html, flags=re.S)
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", bare))).strip()


class Visitor:
    """One browser. `page` is where it is now."""

    def __init__(self, url: str) -> None:
        self.http = httpx.Client(base_url=url, follow_redirects=True, timeout=60)
        self.page: httpx.Response | None = None

    def __enter__(self) -> "Visitor":
        return self

    def __exit__(self, *_: object) -> None:
        self.http.close()

    def get(self, address: str, **more: Any) -> httpx.Response:
        self.page = self.http.get(address, **more)
        return self.page

    @property
    def text(self) -> str:
        assert self.page is not None
        return words(self.page.text)

    @property
    def path(self) -> str:
        assert self.page is not None
        return self.page.url.path

    def form(self, action: str) -> Form:
        """The form of this page whose address or fields hold `action`."""
        assert self.page is not None
        found = [f for f in forms(self.page.text) if action in f.action or action in f.names]
        assert found, f"no form {action!r} on {self.path} ({self.page.status_code}): {self.text[:400]}"
        return found[0]

    def submit(self, action: str, files: Any = None, **values: str) -> httpx.Response:
        """Fill in a form of this page and send it; what is not named stays as it is."""
        form = self.form(action)
        data: dict[str, Any] = {}
        for name, value in form.fields:
            data.setdefault(name, []).append(value)
        data |= values
        self.page = self.http.post(form.action or self.path, data=data, files=files)
        return self.page

    def play(self, name: str) -> "Visitor":
        """Take a part on the demo's login page."""
        self.get("/masuk/peran/")
        assert self.page is not None
        found = re.findall(
            r'action="(/masuk/peran/[0-9a-f-]+/)"(?:(?!</form>).)*?<b>(.*?)</b>', self.page.text, re.S
        )
        action = next(where for where, who in found if unescape(who).startswith(name))
        self.submit(action)
        assert self.page.status_code == 200, f"{name} cannot come in: {self.page.status_code}"
        return self
