"""Bytes over the wire of the portal's first page and of a service page, first visit, everything they load included."""

import os
import re
from urllib.parse import urljoin

import httpx

from bench._stage import stage

LIMIT = 100_000
LOADED = re.compile(r'<link[^>]+(?:rel="(?:stylesheet|icon|preload)")[^>]*href="([^"]+)"|<link[^>]+href="([^"]+)"[^>]*rel="(?:stylesheet|icon|preload)"'
                    r'|<script[^>]+src="([^"]+)"|<img(?![^>]*loading="lazy")[^>]+src="([^"]+)"|<use[^>]+href="([^"#]+)')  # fmt: skip
IN_CSS = re.compile(r'url\("?([^")]+)"?\)')


def measure(*, scale: float = 1.0) -> dict:
    """Headers and bodies as sent, compressed where the server compresses; each file once, as a browser with an empty cache loads it."""
    os.environ["SEBAYU_DEMO"] = "1"
    with stage(residents=max(600, int(2000 * scale)), sandbox=True) as here:
        url = _serve(here)
        with httpx.Client(base_url=url, follow_redirects=True, timeout=30) as client:
            home = _weigh(client, "/")
            _play(client, "Sari Wulandari")
            mine = _weigh(client, "/")
            service = _weigh(client, "/layanan/sku/")
        told = {"home": home, "home_logged_in": mine, "service_page": service}
    worst = max(page["total"] for page in told.values())
    return {
        "figures": {name: page["total"] for name, page in told.items()},
        "parts": {name: page["parts"] for name, page in told.items()},
        "beside": {
            "limit_bytes": LIMIT,
            "seconds_on_400_kbit": {n: round(p["total"] * 8 / 400_000, 2) for n, p in told.items()},
        },
        "aim": {"bytes": LIMIT},
        "holds": worst <= LIMIT,
    }


def _serve(here) -> str:
    """The real server over the stage, with static files collected and compressed as in production."""
    from sebayu.cli.postgres import free_port
    from sebayu.cli.process import answers, wait_for
    from sebayu.cli.verbs.serve import command

    port = free_port()
    os.environ.update(SEBAYU_PUBLIC_URL=f"http://127.0.0.1:{port}", SEBAYU_TESTING="0")
    here.run("-m", "django", "collectstatic", "--noinput", "-v0")
    process = here.process(*command("127.0.0.1", port, workers=1)[1:])
    wait_for(lambda: answers(port), what="web", seconds=60, process=process)
    return f"http://127.0.0.1:{port}"


def _play(client: httpx.Client, name: str) -> None:
    page = client.get("/masuk/peran/").text
    form = next(part for part in page.split("<form") if name in part)
    action = re.search(r'action="([^"]+)"', form)
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', form)
    assert action, "the cast page lists no parts"
    assert token
    client.post(action[1], data={"csrfmiddlewaretoken": token[1]}).raise_for_status()


def _weigh(client: httpx.Client, path: str) -> dict:
    page = client.get(path, headers={"Accept-Encoding": "br, gzip"})
    page.raise_for_status()
    parts, seen, queue = {path: _wire(page)}, set(), _links(page.text, str(page.url))
    while queue:
        link = queue.pop()
        if link in seen or link.startswith("data:"):
            continue
        seen.add(link)
        answer = client.get(link, headers={"Accept-Encoding": "br, gzip"})
        if answer.status_code == 200:
            parts[link.rsplit("/", 1)[-1]] = _wire(answer)
            if "css" in answer.headers.get("content-type", ""):
                queue += [urljoin(link, inner) for inner in IN_CSS.findall(answer.text)]
    return {"total": sum(parts.values()), "parts": parts}


def _links(html: str, base: str) -> list[str]:
    return [urljoin(base, next(group for group in groups if group)) for groups in LOADED.findall(html)]


def _wire(answer: httpx.Response) -> int:
    """Body as it travelled plus a fair measure of its headers."""
    return answer.num_bytes_downloaded + sum(len(k) + len(v) + 4 for k, v in answer.headers.raw)
