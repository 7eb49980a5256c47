"""What docs/add-a-service.md shows is what the machine accepts."""

import re
from pathlib import Path

from sebayu.core import services

PAGE = Path(__file__).parents[5] / "docs" / "add-a-service.md"


def blocks() -> list[str]:
    found = re.findall(r"```yaml\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    assert len(found) == 5
    return found


def test_the_example_on_the_page_passes_and_its_case_holds(tmp_path):
    service = services.load_text(blocks()[0])
    assert [one for one in services.check(service) if one.level == "error"] == []
    (tmp_path / "sari.yaml").write_text(blocks()[3], encoding="utf-8")
    (example,) = services.load_examples(tmp_path / "sari.yaml")
    assert services.mismatches(service, example) == []


def test_the_obsolete_letter_on_the_page_passes():
    assert services.load_text(blocks()[4]).obsolete is not None
