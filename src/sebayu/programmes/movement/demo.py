"""What the demo's labour office has stated: the one figure that is publicly known, signed by the simulator. Elsewhere it stays unstated."""

import datetime as dt
from collections.abc import Callable

from sebayu.core.areas import region
from sebayu.core.identity.acting import actor_for, holder
from sebayu.core.identity.models import Account
from sebayu.core.indicators import actions
from sebayu.core.indicators.models import Statement
from sebayu.sandbox.town import PASSPHRASE

KEY, REGION, HEAD = "movement.open_unemployment", "kota_tegal", "opd_disnakerin.kepala"
YEAR, VALUE = dt.date(2025, 1, 1), "5,82"
EVIDENCE = "TPT Kota Tegal keadaan Agustus 2025 menurut BPS, dari pemberitaan; nomor berita resmi statistik diisi kantor pemilik (contoh)"


def fill(say: Callable[[str], None]) -> None:
    """Nothing where nothing is known, or where nobody heads the office."""
    head = holder(HEAD)
    if region.pack().key != REGION or head is None or Statement.objects.filter(indicator_key=KEY).exists():
        return
    by = actor_for(Account.objects.get(id=head.account_id))
    made = actions.state(by=by, key=KEY, period=YEAR, value=VALUE, evidence=EVIDENCE)
    actions.sign_statement(by=by, statement_id=made.id, passphrase=PASSPHRASE)
    say(f"Angka dinyatakan: pengangguran terbuka {YEAR.year}, {VALUE} % (contoh, tanda tangan simulator)")
