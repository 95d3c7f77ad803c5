"""When what fits best is a question in the documents: its answer is told, or that nobody answers it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.abstention import RIVALS, asked_chance, asked_features, is_answer, is_asked, told_chance
from assistant.candidates import Thread
from assistant.drafts import Draft, Support
from assistant.extraction.choose import Sentence
from assistant.extraction.sentences import wonders
from assistant.extraction.values import asked_kind
from assistant.reader import Reader
from assistant.routes.gist import gist
from assistant.routes.outcome import Outcome
from assistant.texts import say
from assistant.understanding.question import Understanding
from assistant.wording import only_answered, tell, withheld
from corpus.records import Act, ActKind, Document
from corpus.sentences import sentences
from index.records import Filters, Hit

CERTAIN = 0.8  # how probable it must be that another paper's sentence answers
SAME_WORDS = 0.6  # share of the question, rare words weighing more
IN_REPLY = 0.25  # how probable the reader must find it that a reply answers the very point asked
REPLIES = 4  # of one question that are read
WHOLE = 1200  # characters of a reply that is read whole; of a longer one nothing is known so
MUCH_LESS = 0.6  # of that share, which a sentence that tells something must reach to answer it


def only_asked(
    asked: Understanding,
    hits: Sequence[Hit],
    found: Sequence[Sentence],
    told: Sequence[Sentence],
    reader: Reader,
    filters: Filters,
) -> Outcome | None:
    """The question in the documents that is the one asked here, with its answer if there is one; else None."""
    put = [sentence for sentence in found if is_put(sentence) and _in_time(sentence, asked)]
    if not put:
        return None
    seen = [asked_features(asked, sentence, told) for sentence in put]
    likely = max(range(len(put)), key=lambda k: asked_chance(seen[k]))
    best = put[likely]
    worded = max(put, key=lambda sentence: sentence.told["own"])
    if _in_these_words(worded, told):
        best = worded
    elif not is_asked(seen[likely], answered=is_answer(told)) or _told_elsewhere(told, best):
        return None
    act = _act(best)
    if act is None:
        return None
    if act.kind is not ActKind.QUESTION:
        told_as = tell(act, replace(best.support, act=act), asked.language)
        return Outcome("asked_not_answered", "passage", [told_as, _remark(asked, "asked_not_answered")], list(hits))
    thread = Thread(act, best.support.document, best.score, [act])
    reader.add_replies(thread, filters)
    return _with_reply(asked, thread, hits, reader, told)


def _with_reply(
    asked: Understanding, thread: Thread, hits: Sequence[Hit], reader: Reader, told: Sequence[Sentence]
) -> Outcome | None:
    """The question with what was replied, and that this is no answer where it is none; None where `told` answers."""
    act = thread.act
    drafts = [tell(act, Support(thread.document, act.span.start, act.span.end, act), asked.language)]
    missing = "asked_not_answered"
    who = asked.intent is not None and asked.intent.asked == "who"  # then it says what was asked
    found = _best_reply(asked, thread, reader)
    if found is not None:
        reply, where, chance = found
        said = gist(reader, asked, thread, reply, where)
        drafts.append(tell(reply, said, asked.language))
        beside = not who and asked_kind(asked.question) != "person" and chance is not None and chance < IN_REPLY
        if only_answered(_words(reply, where)):
            missing = "only_answered"
        elif not withheld(_first(said.quote)):
            missing = "not_in_reply" if beside else ""
            if not missing and is_answer(told):
                return None  # it is answered: the sentence that tells it says it more shortly
    if missing:
        drafts.append(_remark(asked, missing))
    if who or not missing:
        return Outcome("answered", "register", drafts, list(hits))
    return Outcome("asked_not_answered", "passage", drafts, list(hits))


def _best_reply(asked: Understanding, thread: Thread, reader: Reader) -> tuple[Act, Document, float | None] | None:
    """The reply that most likely answers the point asked, with how probable that is; None for one too long to tell."""
    replies = saying(thread.replies)[:REPLIES]
    if not replies:
        return None
    texts = [(where.title, " ".join(_words(act, where).split())) for act, where in replies]
    if any(len(text) > WHOLE for _, text in texts):
        return (*replies[0], None)
    chances = [reading.answers for reading in reader.read_texts(asked.search, texts)]
    best = max(range(len(chances)), key=lambda k: chances[k])
    return (*replies[best], chances[best])


def _remark(asked: Understanding, key: str) -> Draft:
    return Draft(say(asked.language, f"status.{key}"))


def saying(replies: Sequence[tuple[Act, Document]]) -> list[tuple[Act, Document]]:
    """Replies in their order; those that put the answer off, and those that only tell that somebody answered, last."""
    return sorted(replies, key=lambda pair: (only_answered(_words(*pair)), withheld(_words(*pair))))


def _words(act: Act, document: Document) -> str:
    return document.quote(act.span)


def _first(text: str) -> str:
    """The first sentence."""
    return next((text[a:b] for a, b in sentences(text)), text)


def _told_elsewhere(told: Sequence[Sentence], question: Sentence) -> bool:
    """Whether another paper surely tells it; what a paper that asks says beside its question is no answer to it."""
    return told_chance(told) >= CERTAIN and told[0].support.document.id != question.support.document.id


def _in_time(sentence: Sentence, asked: Understanding) -> bool:
    """Whether it was asked in the period that the question names, if it asks who asked."""
    act = _act(sentence)
    day = (act.date if act else None) or sentence.support.document.date
    who = asked.intent is not None and asked.intent.asked == "who"
    return not who or asked.period is None or day is None or asked.period.holds(day)


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


def is_put(sentence: Sentence) -> bool:
    """Whether a sentence is somebody's question, not a rhetorical one in a text."""
    act = _act(sentence)
    if act is None or not sentence.is_question:
        return False
    return act.kind is ActKind.QUESTION or (bool(act.actors) and wonders(sentence.text))
