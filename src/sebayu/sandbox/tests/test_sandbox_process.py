"""`python -m sebayu.sandbox` as an operator starts it, and that the sandbox knows nothing of the house."""

import ast
import signal
import subprocess
import sys
from pathlib import Path

import httpx
import pytest

from sebayu.sandbox import __main__ as command
from sebayu.sandbox import testing

FOLDER = Path(command.__file__).parent
ALLOWED = {
    "sebayu.sandbox",
    "numpy",
    "yaml",
    "cryptography",
    "asn1crypto",
    "pyhanko",
    "pyhanko_certvalidator",
}


def test_it_runs_until_it_is_told_to_stop():
    data = testing.folder()
    line = [sys.executable, "-m", "sebayu.sandbox", "--town", str(data / "town.sqlite"), "--data", str(data)]
    with subprocess.Popen(line, stdout=subprocess.PIPE, text=True, cwd=FOLDER.parents[1]) as process:
        url = process.stdout.readline().strip()
        assert httpx.get(f"{url}/_health", trust_env=False).json()["ok"]
        process.send_signal(signal.SIGTERM)
        assert process.wait(10) == 0


def test_it_says_what_is_missing(tmp_path, capsys):
    assert command.main(["--town", str(tmp_path / "none.sqlite"), "--data", str(tmp_path)]) == 2
    assert "no town" in capsys.readouterr().err


def test_it_says_when_the_port_is_taken(capsys):
    with testing.running() as server:
        port = server.url.rsplit(":", 1)[1]
        data = testing.folder()
        assert command.main(["--town", str(data / "town.sqlite"), "--data", str(data), "--port", port]) == 3
    assert port in capsys.readouterr().err


@pytest.mark.parametrize(
    "path", sorted(p for p in FOLDER.rglob("*.py") if "tests" not in p.parts), ids=lambda p: p.stem
)
def test_it_imports_nothing_of_the_house(path):
    names = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {a.name for a in node.names}
        elif isinstance(node, ast.ImportFrom):
            names.add(node.module or "")
    foreign = {n for n in names if n.split(".")[0] not in sys.stdlib_module_names}
    assert all(any(n == a or n.startswith(a + ".") for a in ALLOWED) for n in foreign), foreign
