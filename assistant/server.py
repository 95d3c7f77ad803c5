"""What a server is made of: who may come in, what they are answered from, and what is kept of their visits."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.access import Access, Services, as_access
from assistant.brief.bench import Bench, IndexBench
from assistant.brief.store import Briefs, MemoryBriefs, open_briefs
from assistant.busy import most_waiting
from assistant.feedback import FeedbackStore, MemoryFeedback, open_feedback
from assistant.incoming.jobs import CliRunner, Jobs, MemoryRunner, Step, known_folders
from assistant.incoming.uploads import Uploads
from assistant.keeping import Conversations, MemoryConversations, open_kept
from assistant.models.settings import ModelSettings
from assistant.observing.observing import Observing, observe
from assistant.observing.settings import ObservingSettings
from assistant.service import Service
from assistant.workers import Workers, workers_wanted
from corpus.errors import CouncilError
from index.levels import Level

if TYPE_CHECKING:
    from fastapi import APIRouter

    from index.settings import Settings


@dataclass(frozen=True, slots=True)
class Server:
    """Everything that the page and the API share.

    `sign_in` are the routes of signing in, and `signs_in` says whether anybody can. `folder` is where staff's
    evaluation questions go and `uploads` where sent files lie (None: neither can be sent); `folders` gives what a
    re-ingest reads in again. `prepare` gets the answering ready, for seconds, once the page is there. `observing`
    watches.
    """

    access: Access
    feedback: FeedbackStore
    kept: Conversations
    jobs: Jobs
    briefs: Briefs
    bench: Bench = field(default_factory=IndexBench)
    folder: Path | None = None
    uploads: Uploads | None = None
    folders: Callable[[], Sequence[Step]] = tuple
    sign_in: APIRouter | None = None
    signs_in: bool = False
    public_url: str | None = None
    prepare: Callable[[], None] = lambda: None
    observing: Observing = field(default_factory=Observing)


@contextmanager
def open_server(settings: Settings, environment: Mapping[str, str] = os.environ) -> Iterator[Server]:
    """The parts over an index folder, closed at the end.

    Raises `BadSettings` for an environment that cannot be used, and what opening an index raises.
    """
    from assistant.access.gate import open_access
    from assistant.access.levels import IndexServices

    with ExitStack() as stack:
        queue = most_waiting(environment)
        workers = stack.enter_context(Workers(settings, queue))
        observing = stack.enter_context(
            observe(ObservingSettings.load(environment), lambda: _figures(services, workers))
        )
        services = stack.enter_context(IndexServices(settings, workers=workers, heard=observing.answered, queue=queue))
        services.at(Level.INTERNAL)  # a folder without an index is told before anybody comes
        # With a language model most of an answer is waiting for it.
        wanted = workers_wanted(environment) if ModelSettings.load(environment) is None else 0
        gate = open_access(settings, services, environment, observing=observing)
        jobs = Jobs(CliRunner(settings))
        stack.callback(jobs.close)
        yield Server(
            access=gate.access,
            feedback=open_feedback(settings.index),
            kept=open_kept(settings.index),
            jobs=jobs,
            briefs=open_briefs(settings.index),
            folder=settings.index,
            uploads=Uploads.load(settings.index, environment),
            folders=lambda: known_folders(settings),
            sign_in=gate.router,
            signs_in=gate.sign_in,
            public_url=gate.public_url,
            prepare=partial(workers.start, wanted) if wanted else partial(_prepare, services),
            observing=observing,
        )


def _figures(services: Services, workers: Workers) -> dict[str, float]:
    """What is counted when somebody looks at the figures."""
    covered = services.at(Level.INTERNAL).coverage()
    return {
        "index_documents": covered.documents,
        "index_passages": covered.passages,
        "index_files_unread": len(covered.unread),
        "workers_ready": workers.ready,
    }


def _prepare(services: Services) -> None:
    """Loads the models; what fails is told when somebody asks."""
    with suppress(CouncilError):
        services.at(Level.PUBLIC).prepare()


def memory_server(service: Service | Access) -> Server:
    """The parts around an assistant, in memory alone: nothing is kept and nothing can be sent in.

    A service alone is open to everybody who can reach it.
    """
    return Server(
        as_access(service), MemoryFeedback(), MemoryConversations(days=0), Jobs(MemoryRunner()), MemoryBriefs()
    )
