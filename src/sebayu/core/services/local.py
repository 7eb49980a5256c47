"""A region's own values for a service made elsewhere: its titles, deadlines, fees, laws, clauses."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from sebayu.core.facts.mark import _
from sebayu.core.services.errors import DeclarationError, Problem
from sebayu.core.services.load import read_service
from sebayu.core.services.model import Service

# what makes a service this service and no other
FIXED = ("service", "subject", "examples")


def adapted(service: Service, changes: Mapping[str, Any], path: str) -> Service:
    """`service` with a region's `changes`: whole lists are replaced, entries of a map one by one, null removes.

    The result passes the same schema and gets a version of its own; its examples stay, so `check` shows where a region's
    values decide them differently. `path` is the region's file, named in problems.
    """
    if fixed := sorted(set(changes) & set(FIXED)):
        what = _("{key}: {names} tidak dapat diubah daerah.").format(key=service.key, names=", ".join(fixed))
        raise DeclarationError([Problem(path, 1, what, "", _("Buat layanan sendiri dengan kunci lain."))])
    content = json.loads(service.canonical)
    for key, value in changes.items():
        if isinstance(value, Mapping) and isinstance(content.get(key), dict):
            content[key] = {name: one for name, one in {**content[key], **value}.items() if one is not None}
        elif value is None:
            content.pop(key, None)
        else:
            content[key] = value
    return replace(read_service((content, {}), path), examples=service.examples)
