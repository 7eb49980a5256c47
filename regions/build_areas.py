"""Write areas.yaml of one regency or city from a table of area codes.

    python regions/build_areas.py 33.03 districts.csv villages.csv > areas.yaml

The tables are comma separated with the columns `code,...,name`, as the idn-area-data collection
publishes them (data under ODbL 1.0: ship only the region a pack needs, and attribute it).
The result is read and completed by a person: sources, counts to check against, validity.
"""

import csv
import sys
from pathlib import Path


def rows(path: str, below: str) -> list[tuple[str, str]]:
    with Path(path).open(encoding="utf-8", newline="") as file:
        return [
            (row["code"], row["name"]) for row in csv.DictReader(file) if row["code"].startswith(below + ".")
        ]


def kind_of(code: str) -> str:
    """The first digit of the last part says what it is: 1 kelurahan, 2 desa, 3 desa adat."""
    return "kelurahan" if code.rsplit(".", 1)[1].startswith("1") else "desa"


def main(region: str, districts: str, villages: str, source: str = "idn_area_data") -> None:
    below = rows(villages, region)
    print("kecamatan:")
    for code, name in rows(districts, region):
        print(f"  - code: {code}\n    name: {name}\n    source: {source}")
        for kind in ("kelurahan", "desa"):
            inside = [row for row in below if row[0].startswith(code + ".") and kind_of(row[0]) == kind]
            if inside:
                print(f"    {kind}:")
            for village, title in inside:
                print(f"      - {{code: {village}, name: {title}, source: {source}}}")


if __name__ == "__main__":
    main(*sys.argv[1:])
