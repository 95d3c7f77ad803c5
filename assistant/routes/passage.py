"""The passage route: the sentences that answer, quoted, with the value that was asked for put first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from assistant.abstention import intends, is_answer, is_sure
from assistant.commands import orders
from assistant.drafts import Draft
from assistant.extraction.choose import Sentence, choose
from assistant.extraction.coverage import Coverage
from assistant.extraction.features import Sought
from assistant.extraction.shape import Quote, differ, once, value_in
from assistant.extraction.values import asked_kind, asks_name, find, may_answer
from assistant.extraction.widening import widen
from assistant.reader import Reader
from assistant.routes.asked import only_asked
from assistant.routes.moved import takes_up
from assistant.routes.outcome import Outcome
from assistant.routes.premises import unsaid
from assistant.texts import say
from assistant.understanding import moments
from assistant.understanding.question import Understanding
from assistant.wording import source, tell
from corpus.records import ActKind
from index.records import Filters, Hit

READ = 6  # passages that are read
ASKED_IN = 20  # passages found among which those are looked for in which somebody asks
ASKING = 3  # passages with questions that are read besides
MOST = 3  # quotes in an answer
ROOM = 350  # characters of quotes after which none is added
FURTHER = 2.5  # how far below the best one's score a further sentence may lie; scores are on a logarithmic scale
WHOLE = 0.8  # share of the question around a case number: another matter's is worse than none
DIFFERING = 3.0  # the same for one that says otherwise: who quotes an answer must know of that
CLEAR = 1.5  # by how much the best one must lead for its value to stand alone
UNTOLD = (ActKind.ATTENDANCE, ActKind.SIGNATURE, ActKind.QUESTION)


@dataclass(frozen=True)
class Considered:
    """What is looked at before anything is told: the passages found, those read, and their sentences, best first.

    `told` are the sentences that can answer.
    """

    hits: Sequence[Hit]
    read: Sequence[Hit]
    sought: Sought
    sentences: Sequence[Sentence]
    told: Sequence[Sentence]


def considered(asked: Understanding, filters: Filters, reader: Reader) -> Considered:
    """The passages of a question read, their sentences ranked."""
    hits = reader.hits(asked, filters)
    return read_in(asked, hits, _to_read(asked, hits, filters, reader), reader)


def read_in(asked: Understanding, hits: Sequence[Hit], read: Sequence[Hit], reader: Reader) -> Considered:
    """Some passages read for a question, among those found, their sentences ranked."""
    documents = reader.documents(hit.passage.span.document_id for hit in read)
    sought = Sought.of(asked, Coverage(reader, asked))
    sentences = choose(reader, asked, read, documents, sought)
    of_matter = takes_up(asked, read, reader)
    told = [
        s for s in sentences
        if _tells(s) and _may_answer(sought, s) and _may_name(asked, s) and of_matter(s.support)
    ]  # fmt: skip
    return Considered(hits, read, sought, sentences, _of_the_period(asked, told))


def answer(asked: Understanding, filters: Filters, reader: Reader) -> Outcome | None:
    """The best sentences; `asked_not_answered` when only the question stands there; None when too little does."""
    if not reader.hits(asked, filters):
        return None
    seen = considered(asked, filters, reader)
    hits, told, sought = seen.hits, seen.told, seen.sought
    unanswered = only_asked(asked, hits, seen.sentences, told, reader, filters)
    if unanswered is not None:
        return unanswered
    if not told or not is_answer(told) or (sought.kind == "case" and told[0].told["around"] < WHOLE):
        return None
    quotes = _quotes(reader, sought, asked, told, seen.read)
    drafts = [_draft(quote, asked, before) for quote, before in zip(quotes, [None, *quotes], strict=False)]
    if any(differ(quotes[0], other) for other in quotes[1:]):
        drafts.append(Draft(say(asked.language, "passage.differ")))
    drafts += unsaid(asked, [quote.support for quote in quotes])
    return Outcome("answered", "passage", drafts, list(hits))


def _to_read(asked: Understanding, hits: Sequence[Hit], filters: Filters, reader: Reader) -> list[Hit]:
    """The best passages, and the best ones in which somebody asks.

    Asked what somebody means to do, those are searched for; else they are taken from what was found.
    """
    read = list(hits[:READ])
    if intends(asked):
        asking = reader.hits(asked, Reader.with_acts(filters, (ActKind.QUESTION,)))
    else:
        asking = reader.asking(hits[:ASKED_IN])
    known = {hit.passage.id for hit in read}
    return read + [hit for hit in asking[:ASKING] if hit.passage.id not in known]


def _of_the_period(asked: Understanding, told: Sequence[Sentence]) -> Sequence[Sentence]:
    """Where a sentence names a day or a year in the period asked for, those that only name others say nothing of it.

    Those of the period's own documents stay: they may say what was done in it for another day.
    """
    if asked.period is None:
        return told
    named = [[m for m in moments.find(s.text, date.today()) if not m.yearless] for s in told]
    inside = [any(asked.period.holds(m.first) or asked.period.holds(m.last) for m in found) for found in named]
    if not any(inside):
        return told
    return [
        s for s, found, within in zip(told, named, inside, strict=True)
        if within or not found or asked.period.holds(s.support.document.date)
    ]  # fmt: skip


def _tells(sentence: Sentence) -> bool:
    """Whether a sentence says something: no question, heading, roll or signature, and no order to a program."""
    return (
        not orders(sentence.text)
        and not sentence.is_question
        and not sentence.told["heading"]
        and not sentence.told["roll"]
    )


def _may_answer(sought: Sought, sentence: Sentence) -> bool:
    """Asked for a sum, a number, a day or a case number, only sentences with one can answer."""
    return may_answer(sought.kind, sentence.text, sought.values_in(sentence.text))


def _may_name(asked: Understanding, sentence: Sentence) -> bool:
    """Asked what somebody or something is called, only sentences with a name that the question does not have."""
    if not asks_name(asked.question):
        return True
    known = asked.question.casefold()
    # A firm's name is none of its director's.
    kinds = ("person",) if asked_kind(asked.question) == "person" else ("person", "name")
    values = [value for kind in kinds for value in find(kind, sentence.text)]
    return any(sentence.text[value.start : value.end].casefold() not in known for value in values)


def _quotes(
    reader: Reader, sought: Sought, asked: Understanding, told: Sequence[Sentence], hits: Sequence[Hit]
) -> list[Quote]:
    """The best sentence and others nearly as good, as far as there is room; those that say the same count once."""
    near = [s for s in told if s is told[0] or (s.score >= told[0].score - DIFFERING and not s.told["fragment"])]
    quotes = once([_quote(reader, sought, asked, sentence, hits, sure=is_sure(told)) for sentence in near])
    kept, length = quotes[:1], len(quotes[0].support.quote)
    # A certain value is the answer; only one that says otherwise belongs beside it.
    alone = kept[0].value is not None and all(kept[0].sentence.score - q.sentence.score >= CLEAR for q in quotes[1:])
    for quote in quotes[1:]:
        room = length + len(quote.support.quote) <= ROOM and len(kept) < MOST
        further = quote.sentence.score < told[0].score - FURTHER
        if room and (differ(kept[0], quote) or not (alone or further)):
            kept.append(quote)
            length += len(quote.support.quote)
    return _newest_first(kept) if any(differ(kept[0], other) for other in kept[1:]) else kept


def _quote(
    reader: Reader, sought: Sought, asked: Understanding, sentence: Sentence, hits: Sequence[Hit], *, sure: bool
) -> Quote:
    value = value_in(sought, asked.question, sentence.text) if sure else None
    return Quote(sentence, widen(reader, sentence, hits), value)


def _newest_first(quotes: list[Quote]) -> list[Quote]:
    """Where two documents say different things, the deciding one and then the newest one comes first."""

    def rank(quote: Quote) -> tuple[bool, date]:
        act, document = quote.support.act, quote.support.document
        decides = act is not None and act.kind is ActKind.DECISION
        return decides, (act.date if act and act.date else document.date) or date.min

    return sorted(quotes, key=rank, reverse=True)


def _draft(quote: Quote, asked: Understanding, before: Quote | None) -> Draft:
    """The sentence for a quote; the source is named once for quotes of one document that follow each other."""
    support = quote.support
    act = support.act
    if act is not None and act.kind not in UNTOLD and act.actors:
        draft = tell(act, support, asked.language)
    elif before is not None and before.support.document.id == support.document.id:
        draft = Draft("{quote}", support)
    else:
        text = say(asked.language, "passage.plain", source=source(support, asked.language), quote="{quote}")
        draft = Draft(text, support)
    if quote.value is not None:
        draft = replace(draft, text=say(asked.language, "passage.value", value=quote.value, told=draft.text))
    return replace(draft, value=quote.value, also=quote.also)
