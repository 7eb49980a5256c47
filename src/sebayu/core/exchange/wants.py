"""Which facts a service needs, with those their meaning hangs on, and about whom. Pure."""

from collections.abc import Iterable

from sebayu.core.exchange.planning import Want
from sebayu.core.exchange.subjects import Subjects
from sebayu.core.facts import vocabulary
from sebayu.core.services.model import ANSWERS, Service


def paths_of(service: Service) -> list[str]:
    """Needed and optional facts, those that attest steps and answers produce, and what decides whether they exist at all."""
    paths = [*service.needs, *service.optional]
    paths += [step.fact for step in service.steps if step.kind == "attest" and step.fact]
    paths += [ask.answers for ask in service.asks.values() if ask.answers]
    vocab = vocabulary()
    for path in list(paths):
        root = path.split(".", 1)[0]
        kind = service.kind_of(root)
        fact = vocab.as_role(path, kind)
        paths += [f"{root}.{name}" for name in (fact.known_when if fact else ())]
        if kind == "person":
            paths.append(f"{root}.alive")  # a resident who died yesterday must not get a letter
    return [p for p in dict.fromkeys(paths) if not p.startswith(f"{ANSWERS}.")]


def wants_of(paths: Iterable[str], subjects: Subjects) -> list[Want]:
    """What to look for; paths whose subject was not named are left to people."""
    vocab, wants = vocabulary(), []
    for path in paths:
        root, name = path.split(".", 1)
        ref, kind = subjects.refs.get(root), subjects.kinds.get(root)
        fact = vocab.get(f"{kind}.{name}")
        if ref is not None and fact is not None:
            wants.append(Want(path, fact.path, root, ref, fact.sources))
    return wants
