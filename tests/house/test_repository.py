"""The repository itself: no index addresses, no machine's paths, every setting documented, the house's plan kept true."""

import re
import subprocess

import pytest

from tests.house.tree import ROOT, SRC

HOSTS = re.compile(
    r"--(extra-)?index-url|\"resolved\": *\"http|registry *= *\"http|files\.pythonhosted|registry\.npmjs"
)
HOMES = re.compile(r"(^|[^A-Za-z0-9_.])/(root|home)/[a-z.]")


def tracked() -> list[str]:
    done = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True)
    if done.returncode:
        pytest.skip("not a git checkout")
    return done.stdout.splitlines()


def texts() -> list[tuple[str, str]]:
    found = []
    for name in tracked():
        path = ROOT / name
        if path.is_file() and path.stat().st_size < 2_000_000 and name != "tests/house/test_repository.py":
            try:
                found.append((name, path.read_text(encoding="utf-8")))
            except UnicodeDecodeError:
                continue
    return found


def test_no_file_names_an_index_or_a_machine() -> None:
    wrong = [name for name, text in texts() if HOSTS.search(text) or HOMES.search(text)]
    assert not wrong


def test_requirements_are_hashed() -> None:
    for name in ("requirements.txt", "requirements-dev.txt"):
        lines = (ROOT / name).read_text().splitlines()
        pins = [line for line in lines if re.match(r"^[a-z0-9]", line)]
        assert len(pins) > 50
        assert sum("--hash=sha256:" in line for line in lines) >= len(pins)


def test_every_setting_is_documented() -> None:
    code = (SRC / "settings.py").read_text() + (SRC / "core" / "identity" / "settings_part.py").read_text()
    settings = set(re.findall(r"(?:env|flag)\(\s*\"((?:SEBAYU|DATABASE)_[A-Z_]+)\"", code))
    documented = (ROOT / "docs" / "operations.md").read_text()
    assert len(settings) > 20
    assert not {name for name in settings if name not in documented}


def test_every_direct_dependency_has_its_reason() -> None:
    lines = (ROOT / "pyproject.toml").read_text().split("dependencies = [")[1].split("]\n")[0].splitlines()
    packages = [line for line in lines if line.strip().startswith('"')]
    assert len(packages) >= 20
    assert not [line for line in packages if "#" not in line]


def test_every_room_of_the_plan_opens_with_its_purpose() -> None:
    rooms = [path for path in (SRC / "core").iterdir() if path.is_dir() and path.name != "__pycache__"]
    for room in rooms:
        assert (room / "__init__.py").read_text().startswith('"""'), room.name


def test_plan_names_every_room() -> None:
    plan = (ROOT / "docs" / "house.md").read_text()
    for folder in [*(SRC / "core").iterdir(), *(SRC / "programmes").iterdir()]:
        if folder.is_dir() and folder.name not in {"__pycache__", "tests"}:
            assert f"{folder.name}/" in plan, f"docs/house.md does not know {folder.name}"
