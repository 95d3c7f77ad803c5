"""When what fits best is a question in the documents: its answer is told, or that nobody answers it."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.abstention import asked_features, bare_score, is_answer, is_asked
from assistant.candidates import Thread
from assistant.drafts import Draft, Support
from assistant.extraction.choose import Sentence
from assistant.reader import Reader
from assistant.routes.gist import gist
from assistant.routes.outcome import Outcome
from assistant.texts import say
from assistant.understanding.question import Understanding
from assistant.wording import tell
from corpus.records import Act, ActKind
from index.records import Filters, Hit

SAME_WORDS = 0.6  # share of the question, rare words weighing more
MUCH_LESS = 0.6  # of that share, which a sentence that tells something must reach to answer it
RIVALS = 8  # best sentences that tell something


def only_asked(
    asked: Understanding,
    hits: Sequence[Hit],
    sentences: Sequence[Sentence],
    told: Sequence[Sentence],
    reader: Reader,
    filters: Filters,
) -> Outcome | None:
    """The question in the documents that is the one asked here, with its answer if there is one; else None."""
    put = [s for s in sentences if s.is_question and is_put(_act(s))]
    if not put:
        return None
    best = max(put, key=bare_score)
    worded = max(put, key=lambda sentence: sentence.told["own"])
    if _in_these_words(worded, told):
        best = worded
    elif not is_asked(asked_features(asked, best, told), answered=is_answer(told)):
        return None
    act, document = _act(best), best.support.document
    if act is None:
        return None
    thread = Thread(act, document, best.score, [act])
    reader.add_replies(thread, filters)
    drafts = [tell(act, Support(document, act.span.start, act.span.end, act), asked.language)]
    for reply, where in thread.replies[:1]:
        drafts.append(tell(reply, gist(reader, asked, thread, reply, where), asked.language))
    if not thread.replies:
        drafts.append(Draft(say(asked.language, "status.asked_not_answered")))
    if thread.replies:
        return Outcome("answered", "register", drafts, list(hits))
    return Outcome("asked_not_answered", "passage", drafts, list(hits))


def _act(sentence: Sentence) -> Act | None:
    """The question that a sentence is, or holds: "Anna Ek (S) ställer följande fråga: …?"."""
    support = sentence.support
    if support.act is not None:
        return support.act
    inside = [act for act in support.document.acts if support.start <= act.span.start and act.span.end <= support.end]
    return next((act for act in inside if act.kind is ActKind.QUESTION), None)


def _in_these_words(question: Sentence, told: Sequence[Sentence]) -> bool:
    """Whether a question in the documents holds most words of the one asked, and nothing that is told as many."""
    most = max((sentence.told["own"] for sentence in told[:RIVALS]), default=0.0)
    return question.told["own"] >= SAME_WORDS and most < MUCH_LESS * question.told["own"]


def is_put(act: Act | None) -> bool:
    """Whether a question is somebody's, not a rhetorical one in a text."""
    return act is not None and act.kind is ActKind.QUESTION and bool(act.actors)
