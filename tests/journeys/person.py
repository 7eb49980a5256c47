"""Somebody with a real browser. Every page they see is looked at by axe, and every error of a script is kept."""

import re
from functools import cache
from typing import Any

from axe_playwright_python.sync_playwright import Axe

from tests.product import Product

PHONE, DESK = (360, 800), (1366, 768)
GRAVE = {"serious", "critical"}


@cache
def _axe() -> Axe:
    return Axe()


class Person:
    """One browser of one person; `tab` is Playwright's page."""

    def __init__(
        self, browser: Any, product: Product, *, size: tuple[int, int] = PHONE, script: bool = True
    ) -> None:
        self.context = browser.new_context(
            viewport={"width": size[0], "height": size[1]}, locale="id-ID", timezone_id="Asia/Jakarta",
            java_script_enabled=script, base_url=product.url, accept_downloads=True,
        )  # fmt: skip
        self.tab = self.context.new_page()
        self.tab.set_default_timeout(30_000)
        self.script = script
        self.troubles: list[str] = []
        self.tab.on("pageerror", lambda error: self.troubles.append(f"{self.path}: {error}"))
        self.tab.on("console", self._heard)

    def _heard(self, said: Any) -> None:
        if said.type == "error":
            self.troubles.append(f"{self.path}: {said.text}")

    @property
    def path(self) -> str:
        return re.sub(r"^https?://[^/]+", "", self.tab.url)

    def play(self, name: str) -> "Person":
        """Take a part on the demo's login page."""
        self.tab.goto("/masuk/peran/")
        self.tab.get_by_role("button", name=re.compile(rf"^{re.escape(name)}")).click()
        self.tab.wait_for_url(lambda url: "/masuk/peran" not in url)
        self.look()
        return self

    def open(self, address: str) -> "Person":
        self.tab.goto(address)
        self.look()
        return self

    def press(self, name: str | re.Pattern, role: str = "button") -> "Person":
        """Press a button or follow a link, and look at the page it leads to."""
        before = self.tab.url
        self.tab.get_by_role(role, name=name).first.click()
        self.tab.wait_for_load_state()
        if self.tab.url != before:
            self.look()
        return self

    def look(self) -> None:
        """Nothing serious for axe, nothing to push sideways."""
        self.tab.wait_for_load_state()
        if not self.script:
            return
        sideways = self.tab.evaluate("document.documentElement.scrollWidth - innerWidth")
        if sideways > 0:
            self.troubles.append(f"{self.path}: {sideways} px too wide")
        for fault in _axe().run(self.tab).response["violations"]:
            if fault["impact"] in GRAVE:
                where = [node["target"] for node in fault["nodes"]][:3]
                self.troubles.append(f"{self.path}: axe {fault['id']} {where}")

    def reads(self, *sentences: str) -> None:
        """These words are on the page, whatever the line breaks."""
        text = self.text
        for sentence in sentences:
            assert sentence.casefold() in text.casefold(), f"{sentence!r} not on {self.path}: {text[:1500]}"

    @property
    def text(self) -> str:
        return re.sub(r"\s+", " ", self.tab.locator("body").inner_text())

    def forgive(self, *words: str) -> None:
        """Errors this journey provokes on purpose, such as a page that does not exist."""
        self.troubles = [t for t in self.troubles if not any(word in t for word in words)]
