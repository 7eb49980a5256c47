"""Setting how each source is reached, and keeping the book of agreements the gateway enforces."""

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from sebayu.core.areas.packs import Pack
from sebayu.core.exchange.enums import Method, SourceMode
from sebayu.core.exchange.errors import ConfigInvalid
from sebayu.core.exchange.models import Agreement, AgreementElement, SourceConfig
from sebayu.core.exchange.perms import may_administer
from sebayu.core.exchange.sources import REMOTE, labels
from sebayu.core.facts import vocabulary
from sebayu.core.ledger import Actor, Purpose
from sebayu.core.ledger.actions import record
from sebayu.core.ledger.errors import Forbidden

PURPOSE = Purpose("Mengatur sambungan register", "Perjanjian kerja sama pemanfaatan data; UU 27/2022")


@transaction.atomic
def configure_source(*, by: Actor, source: str, **settings: Any) -> SourceConfig:
    """Set what this region has with a source; fields not named stay. Credentials are referred to, never given."""
    _administer(by)
    if source not in labels():
        raise ConfigInvalid(_("Sumber %(source)s tidak dikenal.") % {"source": source})
    mode = settings.get("mode", "")
    if (
        mode in {SourceMode.VALUE, SourceMode.VERIFY}
        and source in REMOTE
        and mode not in REMOTE[source].modes
    ):
        raise ConfigInvalid(_("Sumber ini tidak menyediakan cara itu. Pilih cara yang lain."))
    try:
        with transaction.atomic():
            config, _created = SourceConfig.objects.update_or_create(source=source, defaults=settings)
    except IntegrityError:
        raise ConfigInvalid(
            _("Alamat, kredensial, atau batas waktu sumber ini tidak sah. Periksa kembali.")
        ) from None
    record(by=by, act="source.configure", purpose=PURPOSE, detail={"source": source, "mode": config.mode})
    return config


@transaction.atomic
def record_agreement(
    *,
    by: Actor,
    source: str,
    number: str,
    user_office_key: str,
    user_office: str,
    purpose: str,
    basis: str,
    method: str,
    elements: Iterable[str],
    valid_from: dt.date,
    valid_until: dt.date,
    return_data: str = "",
    offices: Iterable[str] = (),
    services: Iterable[str] = (),
) -> Agreement:
    """Write a signed PKS into the book. `elements` are vocabulary paths; the owner's field names are added from there."""
    _administer(by)
    paths = sorted(set(elements))
    if source not in REMOTE or method not in Method.values:
        raise ConfigInvalid(_("Sumber atau metode akses tidak dikenal."))
    if unknown := [path for path in paths if path not in REMOTE[source].paths]:
        raise ConfigInvalid(
            _("Unsur data tidak dikenal oleh sumber ini: %(paths)s") % {"paths": ", ".join(unknown)}
        )
    try:
        with transaction.atomic():
            agreement = Agreement.objects.create(
                source=source, number=number.strip(), user_office_key=user_office_key, user_office=user_office,
                purpose=purpose.strip(), basis=basis.strip(), method=method, return_data=return_data,
                offices=sorted(set(offices)), services=sorted(set(services)), valid_from=valid_from,
                valid_until=valid_until, recorded_by=f"{by.name}, {by.post}".rstrip(", "),
            )  # fmt: skip
    except IntegrityError:
        raise ConfigInvalid(
            _(
                "Perjanjian tidak dapat dicatat: nomornya sudah ada, tanggalnya terbalik, atau tujuan dan dasarnya kosong."
            )
        ) from None
    _write_elements(agreement, paths)
    record(
        by=by,
        act="agreement.record",
        purpose=PURPOSE,
        facts=paths,
        detail={"source": source, "number": agreement.number},
    )
    return agreement


def _write_elements(agreement: Agreement, paths: list[str]) -> None:
    vocab = vocabulary()
    AgreementElement.objects.bulk_create(
        AgreementElement(agreement=agreement, path=path, element=vocab[path].element or "") for path in paths
    )


@transaction.atomic
def end_agreement(*, by: Actor, agreement: Agreement, on: dt.date, because: str) -> Agreement:
    """End it before its term; from that day on nothing more is requested under it."""
    _administer(by)
    if not because.strip():
        raise ConfigInvalid(_("Sebutkan alasan perjanjian diakhiri."))
    agreement.ended_on, agreement.ended_because = on, because.strip()
    agreement.save(update_fields=["ended_on", "ended_because"])
    record(
        by=by,
        act="agreement.end",
        purpose=PURPOSE,
        detail={"source": agreement.source, "number": agreement.number},
    )
    return agreement


@transaction.atomic
def load_sources(
    *,
    by: Actor,
    pack: Pack,
    sandbox_url: str = "",
    credentials: Mapping[str, str] | None = None,
    today: dt.date | None = None,
) -> list[SourceConfig]:
    """Take the modes of the region pack; what an administrator has set since stays as it is.

    With `sandbox_url` (the demo) the registers are answered by simulators, under an agreement marked as an example.
    `credentials` are references by source, such as env:SEBAYU_DUKCAPIL.
    """
    _administer(by)
    today = today or timezone.localdate()
    rows = pack.demo_sources if sandbox_url else pack.sources
    there = {config.source: config for config in SourceConfig.objects.all()}
    made = []
    for name, row in rows.items():
        if name not in REMOTE:
            continue
        url = f"{sandbox_url.rstrip('/')}{row.path}" if sandbox_url and row.path else ""
        if name in there:
            _follow_sandbox(by, there[name], row.path, url)
            continue
        settings = {"base_url": url, "credentials_ref": (credentials or {}).get(name, "")}
        owner = _owner_office(pack, name, today)
        made.append(configure_source(by=by, source=name, mode=row.mode, owner_office_key=owner, **settings))
        if sandbox_url:
            _example_agreement(by, name, pack, today)
    return made


def _owner_office(pack: Pack, name: str, today: dt.date) -> str:
    duty = pack.sources[name].duty if name in pack.sources else ""  # the demo's rows name no duty
    row = pack.duty(duty, today) if duty else None
    return row.office_key if row else ""


def _follow_sandbox(by: Actor, config: SourceConfig, path: str, url: str) -> None:
    """The demo's simulators may listen on another port today; an address an administrator typed stays."""
    was_ours = config.base_url.startswith("http://127.0.0.1:") and config.base_url.endswith(path)
    if url and was_ours and config.base_url != url:
        configure_source(by=by, source=config.source, base_url=url)


def _example_agreement(by: Actor, source: str, pack: Pack, today: dt.date) -> None:
    number = f"PKS-CONTOH/{source.upper()}/{today.year}"
    if not Agreement.objects.filter(source=source, number=number).exists():
        record_agreement(
            by=by,
            source=source,
            number=number,
            user_office_key=pack.key,
            user_office=f"{pack.government} (contoh)",
            purpose="Pelayanan publik (contoh)",
            basis=vocabulary()[min(REMOTE[source].paths)].basis,
            method=Method.VALUE,
            elements=REMOTE[source].paths,
            return_data="Jumlah pemanfaatan data per layanan (contoh)",
            valid_from=today.replace(month=1, day=1),
            valid_until=today.replace(year=today.year + 2, month=12, day=31),
        )


def _administer(by: Actor) -> None:
    if not may_administer(by):
        raise Forbidden(_("Hanya pengelola sistem yang dapat mengatur sambungan dan perjanjian."))
