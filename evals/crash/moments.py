"""The moments at which a kill hurts most: a function that is called, or has just returned."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from inspect import unwrap
from types import CodeType, FrameType
from typing import Any


@dataclass(frozen=True, slots=True)
class Moment:
    """`where` is "module:function". The kill comes at its call, or at its return, up to `within` seconds later."""

    name: str
    where: str
    event: str = "call"
    within: float = 0.0

    @property
    def code(self) -> CodeType:
        """What Python runs there."""
        module, _, name = self.where.partition(":")
        found: Any = import_module(module)
        for part in name.split("."):
            found = getattr(found, part)
        code: CodeType = unwrap(found).__code__
        return code


MOMENTS = (
    Moment("inside the transaction of a document", "index.catalogue.rows:vector_rows"),
    Moment("while a document is committed", "index.catalogue.writing:set_meta", "return", 0.003),
    Moment("between the catalogue's commit and Chroma", "index.ingest.derived:settle"),
    Moment("between Chroma's deleting and its adding", "index.vectors.collection:ChromaCollection.delete_documents"),
    Moment("while Chroma adds", "index.vectors.collection:ChromaCollection.upsert", "call", 0.03),
    Moment("while Chroma writes its graph", "index.vectors.chroma:ChromaVectors._settle", "call", 0.01),
    Moment("between Chroma and the note that it is done", "index.ingest.derived:forget_pending"),
    Moment("while Chroma is emptied", "index.vectors.chroma:ChromaVectors.clear", "call", 0.005),
    Moment("while Chroma is opened", "index.vectors.chroma:connect", "call", 0.05),
    Moment("while terms are made anew", "index.ingest.derived:Terms.rebuild", "call", 0.03),
    Moment("while cases are linked", "index.cases.build:rebuild", "call", 0.03),
    Moment("while every vector is replaced", "index.catalogue.writing:clear_vectors", "return", 0.02),
    Moment("while documents are copied to the public index", "index.publish:Publisher._copy", "call", 0.02),
    Moment("between the public copy and its Chroma", "index.publish:_settle"),
    Moment("while files are taken out of the public index", "index.publish:Publisher._take_out", "call", 0.01),
    Moment("while the public index is removed", "index.publish:Publisher.drop", "call", 0.003),
    Moment("before the public index is said to be in step", "index.publish:mark"),
    Moment("while the tables are made", "index.catalogue.catalogue:_fill", "call", 0.01),
)


def watch(moments: tuple[Moment, ...], reached: Callable[[Moment], None]) -> None:
    """From now on `reached` hears of every moment that this thread comes to."""
    wanted = {(id(moment.code), moment.event): moment for moment in moments}

    def hook(frame: FrameType, event: str, _: Any) -> None:
        moment = wanted.get((id(frame.f_code), event))
        if moment is not None:
            reached(moment)

    sys.setprofile(hook)
