"""What can be evaluated, by name, and how it is asked."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from corpus.errors import BadSettings
from evals.peers.named import PEERS, open_peer
from evals.systems.base import Opener, System, SystemFailed
from evals.systems.council import open_council
from evals.systems.http import HttpSystem
from evals.systems.lanes import TIMEOUT, Lane, ProcessLane, ThreadLane
from index.settings import Settings

COUNCIL = "council"  # the assistant of this installation
_ADDRESS = ("http://", "https://")


@dataclass(frozen=True, slots=True)
class Chosen:
    """A system that can be opened. `jobs` is how many questions it is asked side by side where nobody says.

    `apart` says that it computes here: each job is then a process, for Python computes in one thread at a time.
    `threads` is how many each of them has for products of matrices (see `ProcessLane`).
    """

    open: Opener
    jobs: int
    apart: bool = True
    threads: int | None = None

    def lanes(self, jobs: int, timeout: float = TIMEOUT) -> Sequence[Lane]:
        """Lanes that ask it, one a job; `timeout` is in seconds a question."""
        if not self.apart:
            return [ThreadLane(self.open) for _ in range(jobs)]
        return [ProcessLane(self.open, timeout, self.threads) for _ in range(jobs)]


SYSTEMS: Mapping[str, Callable[[Settings], System]] = {
    COUNCIL: open_council,
    **{name: partial(open_peer, name) for name in PEERS},
}


def choose(name: str, settings: Settings, timeout: float = TIMEOUT) -> Chosen:
    """The system of a name of `SYSTEMS`, or of an address.

    Raises `BadSettings` for a name that is neither, and `PeerMissing` for a peer that is not installed.
    """
    if name.lower().startswith(_ADDRESS):
        return Chosen(partial(_open_address, name, settings, timeout), jobs=2, apart=False)
    if name not in SYSTEMS:
        raise BadSettings(
            f"{name!r} is no known system; choose from {', '.join(SYSTEMS)}, or give an address (http://…)."
        )
    if name in PEERS:
        PEERS[name].check()  # told before the work
        # It is built in memory when it is opened, with all cores; each job more would build it once more.
        return Chosen(partial(SYSTEMS[name], settings), jobs=1)
    return Chosen(partial(SYSTEMS[name], settings), jobs=2, threads=1)


def _open_address(url: str, settings: Settings, timeout: float) -> System:
    from index.catalogue import Catalogue

    system = HttpSystem(url, timeout=timeout, local=Catalogue.open(settings.index, file=settings.place))
    try:
        system.check()
    except SystemFailed:
        system.close()
        raise
    return system
