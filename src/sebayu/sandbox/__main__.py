"""`python -m sebayu.sandbox --town town.sqlite --data DIR --port N`: every simulator on one port until interrupted."""

from __future__ import annotations

import argparse
import gc
import signal
import sys
import threading
from pathlib import Path

from sebayu.sandbox.server import serve


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="sebayu sandbox", description=__doc__)
    parser.add_argument("--town", type=Path, required=True, help="the SQLite file written by Town.write")
    parser.add_argument("--data", type=Path, required=True, help="folder for the test authority's keys")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=0, help="0 takes a free one and prints it")
    given = parser.parse_args(arguments)
    try:
        server = serve(given.town, given.data, given.host, given.port)
    except FileNotFoundError as error:
        print(error, file=sys.stderr)
        return 2
    except OSError as error:
        print(f"cannot listen on {given.host}:{given.port}: {error.strerror}", file=sys.stderr)
        return 3
    ended = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: ended.set())
    print(server.url, flush=True)
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)
    ended.wait()
    server.stop()
    return 0


if __name__ == "__main__":
    sys.exit(main())
