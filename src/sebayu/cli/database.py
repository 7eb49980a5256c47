"""Which PostgreSQL a verb works on: DATABASE_URL when given, else the embedded one in the data folder."""

import argparse
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sebayu.cli.postgres import OLDEST_VERSION, Cluster
from sebayu.cli.process import OperatorError, default_data, make_folder, say


def data_argument(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--data",
        type=Path,
        default=None,
        help=f"folder data; tanpa ini: {default_data()}/<daerah> (tidak dipakai bila DATABASE_URL diisi)",
    )


def region_argument(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--region",
        default=os.environ.get("SEBAYU_REGION", "kota_tegal"),
        help="paket daerah di folder regions/ (kota_tegal, kabupaten_purbalingga)",
    )


def data_folder(args: argparse.Namespace) -> Path:
    """The data folder of a region, made when missing."""
    return make_folder((args.data or default_data() / args.region).resolve())


@contextmanager
def open_database(args: argparse.Namespace) -> Iterator[Cluster | None]:
    """Set DATABASE_URL for the block: the given one, a running embedded one, or one started and stopped here."""
    os.environ["SEBAYU_REGION"] = args.region
    if url := os.environ.get("DATABASE_URL"):
        check_version(url)
        yield None
        return
    cluster = Cluster(data_folder(args), say=lambda text: say(f"  {text} ..."))
    if port := cluster.running_port():
        cluster.port = port
        os.environ["DATABASE_URL"] = cluster.url()
        yield cluster
        return
    with cluster:
        os.environ["DATABASE_URL"] = cluster.url()
        yield cluster


def check_version(url: str) -> None:
    """Refuse a server that is too old, with what to do."""
    import psycopg

    try:
        with psycopg.connect(url, connect_timeout=10) as connection:
            version = connection.info.server_version // 10_000
    except psycopg.OperationalError as error:
        raise OperatorError(
            f"PostgreSQL pada DATABASE_URL tidak dapat dihubungi: {str(error).strip().splitlines()[0]}"
        ) from error
    if version < OLDEST_VERSION:
        raise OperatorError(
            f"PostgreSQL {version} terlalu lama; Sebayu memerlukan {OLDEST_VERSION} atau lebih baru."
        )
