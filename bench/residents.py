"""Find a person by misspelt name or NIK among 1,057,750 residents of Kabupaten Purbalingga."""

import random

from bench._stage import percentile, stage, summary, timed, told

RESIDENTS = 1_057_750
QUERIES = 300
LIMIT_MS = 50


def measure(*, scale: float = 1.0) -> dict:
    """Latency of `find.people` for one typo in a name, and for a NIK; beside it the same question as a plain ILIKE."""
    with stage(residents=max(2_000, int(RESIDENTS * scale)), region="kabupaten_purbalingga"):
        from django.db import connection

        from sebayu.core.ledger import Actor, Purpose, access
        from sebayu.core.registry import find

        by, why = Actor.system("bench"), Purpose("Mengukur pencarian", "Pengukuran tanpa data sebenarnya")
        people = _sample()
        rng = random.Random(7)  # noqa: S311
        wanted = [(p, _misspelt(p.name, rng)) for p in people]

        def search(text: str, **more):
            with access.reading(by=by, purpose=why) as note:
                hits = find.people(text, limit=20, **more)
                note.saw(hit.person_id if hasattr(hit, "person_id") else hit.id for hit in hits)
            return hits

        names, niks = iter(wanted * 2), iter(people * 2)
        by_name = timed(lambda: search(next(names)[1]), QUERIES)
        by_nik = timed(lambda: search(next(niks).nik), QUERIES)
        found = sum(_is_in(p, search(text, area=p.area_code)) for p, text in wanted[:200]) / min(
            200, len(wanted)
        )
        told("the peer: ILIKE over the same table")
        with connection.cursor() as cursor:
            texts = iter([p.name for p in people[:12]])

            def plain() -> None:
                cursor.execute(
                    "SELECT id FROM registry_person WHERE name ILIKE %s LIMIT 20", [f"%{next(texts)[:-1]}_%"]
                )
                cursor.fetchall()

            peer = timed(plain, 8, warm=1)
    worst = max(percentile(by_name, 0.95), percentile(by_nik, 0.95)) * 1000
    return {
        "figures": {
            "misspelt_name": summary(by_name),
            "nik": summary(by_nik),
            "found_with_area_percent": round(found * 100, 1),
            "residents": max(2_000, int(RESIDENTS * scale)),
        },
        "beside": {"ilike_exact_name": summary(peer)},
        "aim": {"p95_ms": LIMIT_MS},
        "holds": worst <= LIMIT_MS,
    }


def _sample() -> list:
    from sebayu.core.ledger import access
    from sebayu.core.registry.models import Person

    with access.writing():
        rows = Person.objects.residents().filter(nik__isnull=False).order_by("nik")
        total = rows.count()
        return [rows[i] for i in range(0, total, max(1, total // QUERIES))][:QUERIES]


def _misspelt(name: str, rng: random.Random) -> str:
    """One typo: a letter dropped, doubled, changed or two swapped, in a word of four letters and more."""
    at = rng.randrange(1, max(2, len(name) - 1))
    kind = rng.randrange(4)
    if kind == 0:
        return name[:at] + name[at + 1 :]
    if kind == 1:
        return name[:at] + name[at] + name[at:]
    if kind == 2:
        return name[:at] + rng.choice("aiueosnr") + name[at + 1 :]
    return name[: at - 1] + name[at] + name[at - 1] + name[at + 1 :]


def _is_in(person, hits) -> bool:
    return any(getattr(hit, "person_id", getattr(hit, "id", None)) == person.id for hit in hits)
