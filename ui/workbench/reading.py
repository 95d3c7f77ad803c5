"""A paper from what was pasted, sent or chosen, and why one could not be read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError

from assistant.brief.bench import Bench
from assistant.brief.records import Paper
from assistant.incoming.reasons import told
from assistant.service import Service
from corpus.errors import BadQuestion, CouncilError, MissingFile, ReadError
from ui.texts import Texts

LONGEST = 400_000  # characters of a pasted text


def read(act: str, data: Mapping[str, Any], service: Service, bench: Bench) -> Paper:
    """The paper of a press: its text ("paste"), what the server made of a file ("paper"), or a case's ("choose").

    One that asks nothing has no questions. Raises a `CouncilError` when there is no paper.
    """
    if act == "choose":
        return bench.read_document(service, _paper_of(str(data.get("id") or ""), service))
    if act == "paper":
        try:
            return Paper.model_validate_json(str(data.get("paper") or ""))
        except ValidationError:
            raise BadQuestion("The paper cannot be read; send it again.") from None
    fields = data.get("fields")
    text = str(fields.get("text") or "") if isinstance(fields, Mapping) else ""
    return bench.read_text(service, text[:LONGEST])


def _paper_of(case_id: str, service: Service) -> str:
    """The document in which the questions of a case were put."""
    found = service.case(case_id)
    steps = found.steps if found else ()
    asking = [step for step in steps if any(act.question and not act.again for act in step.acts)]
    own = [step for step in asking if found and step.genre is found.case.kind]
    for step in (*own, *asking, *steps):
        return step.document_id
    raise MissingFile(f"{case_id}: no document belongs to such a case any more.")


def line(error: CouncilError, texts: Texts) -> str:
    """Why a paper could not be read, in one line of the language."""
    if isinstance(error, MissingFile):
        return texts("workbench.no_paper")
    if isinstance(error, ReadError):
        return told(str(error), "sv" if texts.language == "sv" else "en")
    return " ".join(str(error).split())
