"""`./sebayu VERB`: finds the verb's module, parses, runs, and turns expected errors into one clear line."""

import argparse
import importlib
import os
import pkgutil
import sys
from collections.abc import Sequence

from sebayu.cli import verbs


def verb_names() -> list[str]:
    return sorted(module.name.rstrip("_") for module in pkgutil.iter_modules(verbs.__path__))


def load(name: str):
    """The module of a verb; `import` is a word of Python, so its file has an underscore."""
    return importlib.import_module(
        f"sebayu.cli.verbs.{name}_" if name == "import" else f"sebayu.cli.verbs.{name}"
    )


def parser() -> argparse.ArgumentParser:
    top = argparse.ArgumentParser(
        prog="./sebayu", description="Sistem operasi kota cerdas untuk daerah di Indonesia."
    )
    sub = top.add_subparsers(dest="verb", metavar="PERINTAH", required=True)
    for name in verb_names():
        module = load(name)
        own = sub.add_parser(name, help=module.HELP, description=module.__doc__)
        module.arguments(own)
    return top


def main(argv: Sequence[str] | None = None) -> int:
    args = parser().parse_args(argv)
    try:
        return load(args.verb).run(args) or 0
    except KeyboardInterrupt:
        print("\nDihentikan.", file=sys.stderr)
        return 130
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except expected_errors() as error:
        print(f"sebayu {args.verb}: {error}", file=sys.stderr)
        return 1


def expected_errors() -> tuple[type[BaseException], ...]:
    """Errors with a message for the operator; anything else is a defect and shows its trace."""
    from sebayu.cli.postgres import PostgresError
    from sebayu.cli.process import OperatorError

    if "django" not in sys.modules:
        return (PostgresError, OperatorError)
    from django.core.exceptions import ImproperlyConfigured
    from django.db import OperationalError

    from sebayu.core.ledger.errors import HouseError

    return (PostgresError, OperatorError, HouseError, ImproperlyConfigured, OperationalError)
