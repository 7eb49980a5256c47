"""Every test run has its own throw-away PostgreSQL, made before Django reads its settings, and nothing but loopback."""

import atexit
import os
import shutil
import socket
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "src"))

os.environ["DJANGO_SETTINGS_MODULE"] = (
    "sebayu.settings"  # here, not in pyproject: the cluster must stand first
)
os.environ["SEBAYU_TESTING"] = "1"
os.environ.setdefault("SEBAYU_SECRET_KEY", "only-for-tests-never-in-production")
os.environ.setdefault("SEBAYU_LOG_LEVEL", "CRITICAL")

if "SEBAYU_STATIC_ROOT" not in os.environ:  # WhiteNoise warns about a folder that is not there
    import tempfile

    os.environ["SEBAYU_STATIC_ROOT"] = tempfile.mkdtemp(prefix="sebayu-static-")

if "SEBAYU_TEST_CLUSTER" not in os.environ:
    from sebayu.cli.postgres import throwaway

    _cluster = throwaway()
    os.environ["DATABASE_URL"] = os.environ["SEBAYU_TEST_CLUSTER"] = _cluster.url()

    def _stop() -> None:
        _cluster.stop()
        shutil.rmtree(_cluster.folder, ignore_errors=True)

    atexit.register(_stop)

_connect = socket.socket.connect


def _loopback_only(self: socket.socket, address: object) -> None:
    """A test that reaches beyond loopback fails with the address it wanted."""
    host = address[0] if isinstance(address, tuple) else ""
    if isinstance(host, str) and host and not (host.startswith("127.") or host in {"localhost", "::1"}):
        raise OSError(f"tests may only reach loopback, not {host}")
    return _connect(self, address)


socket.socket.connect = _loopback_only

import hypothesis  # noqa: E402

hypothesis.settings.register_profile(
    "sebayu", deadline=None, print_blob=True
)  # a busy machine is not a wrong answer
hypothesis.settings.load_profile("sebayu")

import django  # noqa: E402 - only now do the settings find their database

django.setup()

from django.db.backends.postgresql.operations import DatabaseOperations  # noqa: E402

_flush = DatabaseOperations.execute_sql_flush


def _flush_append_only(self: DatabaseOperations, sql_list: list[str]) -> None:
    """Emptying the tables between tests is the one thing append-only tables must let happen: as a superuser, here only."""
    _flush(
        self, ["SET session_replication_role = replica", *sql_list, "SET session_replication_role = origin"]
    )


DatabaseOperations.execute_sql_flush = _flush_append_only
