"""How long it takes to be told that there is no such document: no other time for one that is only hidden."""

from __future__ import annotations

from statistics import median
from time import perf_counter

from evals.matrix.asking import asking
from evals.matrix.world import VISITOR, World

PATHS = ("/api/documents/{id}", "/api/documents/{id}/text", "/api/documents/{id}/rectangles?start=0&end=3")


def medians(world: World, rounds: int = 30) -> tuple[float, float]:
    """Seconds until a visitor is refused an internal document and one that is not there, asked in turn."""
    hidden, _, absent = world.ids
    world.switch.now = world.with_internal
    taken: dict[str, list[float]] = {hidden: [], absent: []}
    with asking(world) as client:
        for _ in range(rounds):
            for path in PATHS:
                for document_id, times in taken.items():
                    address = path.replace("{id}", document_id)
                    begun = perf_counter()
                    client.get(address, headers=world.headers(VISITOR))
                    times.append(perf_counter() - begun)
    return median(taken[hidden]), median(taken[absent])
