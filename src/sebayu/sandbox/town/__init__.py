"""A believable town of any size: people, homes, businesses, land, pupils, with registers that know about them.

`generate(areas, residents, seed, today=..., region_code=...)` makes it in memory (seconds for a million people),
`Town.write(path)` puts it in one SQLite file for the simulators, `Town.rows(table)` yields rows for COPY, and `cast(region)`
lists the fixed people every demo town has.
"""

from sebayu.sandbox.town.characters import PASSPHRASE, cast, official_nik
from sebayu.sandbox.town.town import Town, generate

__all__ = ["PASSPHRASE", "Town", "cast", "generate", "official_nik"]
