"""The passage route: the sentences that answer, quoted, with what kind of act they are part of."""

from __future__ import annotations

from assistant.abstention import enough
from assistant.candidates import Thread, rank_acts
from assistant.drafts import Draft, Support
from assistant.reader import Reader
from assistant.routes.outcome import Outcome
from assistant.selection import Coverage, Sentence, answer_type, choose, holds, widen
from assistant.texts import say
from assistant.understanding.question import Understanding
from assistant.wording import tell
from corpus.records import ActKind, Document
from index.cases.words import fold
from index.records import Filters, Hit

READ = 12  # passages whose sentences are weighed
MOST = 3  # sentences in an answer
NEAR = 0.86  # of the best sentence's score that a further one must reach
NEARLY = 0.75  # of the best sentence's share of the question that a further one must cover
ASKED_AMONG = 8  # passages in which the question itself is looked for
ASKS_IT = 0.6  # the share of a question's words that an act must hold to be the same question
LEAST = 0.3  # the share of a question's words below which a sentence does not answer it
MUCH_LESS = 0.8  # the share of a question's words that an answer to it must cover, at the least
STRICT = ("money", "vote", "case", "number")  # kinds of value whose form is certain
UNTOLD = (ActKind.ATTENDANCE, ActKind.SIGNATURE, ActKind.QUESTION)


def answer(asked: Understanding, filters: Filters, reader: Reader) -> Outcome | None:
    """The best sentences; `asked_not_answered` when only the question stands there; None when too little does."""
    hits = reader.hits(asked, filters)
    if not hits or not enough(reader.evidence(asked, hits[:READ]), asked.language):
        return None
    documents = reader.documents(hit.passage.span.document_id for hit in hits[:READ])
    sentences = choose(reader, asked, hits[:READ], documents)
    told = _of_the_type(asked, [s for s in sentences if not _asks(s)])
    unanswered = _only_asked(asked, hits, told, documents, reader, filters)
    if unanswered is not None:
        return unanswered
    if not told or told[0].coverage < LEAST:
        return None
    chosen = _chosen(told)
    quotes = _apart([widen(reader, s, hits[:READ]) for s in chosen])
    drafts = [_draft(quote, asked) for quote in quotes]
    return Outcome("answered", "passage", drafts, hits)


def _of_the_type(asked: Understanding, told: list[Sentence]) -> list[Sentence]:
    """Asked for a sum, a number, votes or a case number, only sentences with one can answer."""
    wanted = answer_type(asked.question)
    return [s for s in told if holds(wanted, s.text)] if wanted in STRICT else told


def _asks(sentence: Sentence) -> bool:
    act = sentence.support.act
    return sentence.text.rstrip('”" ').endswith("?") or (act is not None and act.kind is ActKind.QUESTION)


def _only_asked(
    asked: Understanding,
    hits: list[Hit],
    told: list[Sentence],
    documents: dict[str, Document],
    reader: Reader,
    filters: Filters,
) -> Outcome | None:
    """When what fits best is a question that nothing answers, say so: it proves only that somebody asked."""
    threads = rank_acts(hits[:ASKED_AMONG], (ActKind.QUESTION,), documents, asked, reader.search.analyser.terms)
    measure = Coverage(reader, asked)
    wanted = answer_type(asked.question)
    answered = max((s.coverage for s in told if wanted is None or holds(wanted, s.text)), default=0.0)
    best: tuple[float, Thread] | None = None
    for thread in threads:
        words = measure.terms(reader.view(thread.document).slice(thread.act.span.start, thread.act.span.end))
        covered = measure.share(words, words)
        if covered >= ASKS_IT and MUCH_LESS * covered > answered and (best is None or covered > best[0]):
            reader.add_replies(thread, filters)
            best = best if thread.replies else (covered, thread)
    if best is None:
        return None
    thread = best[1]
    support = tell(thread.act, _whole(thread), asked.language)
    remark = Draft(say(asked.language, "status.asked_not_answered"))
    return Outcome("asked_not_answered", "passage", [support, remark], hits)


def _whole(thread: Thread) -> Support:
    return Support(thread.document, thread.act.span.start, thread.act.span.end, thread.act)


def _chosen(sentences: list[Sentence]) -> list[Sentence]:
    """The best sentence and others nearly as good, none said twice."""
    chosen: list[Sentence] = []
    seen: set[str] = set()
    for sentence in sentences:
        words = fold(sentence.text)
        if sentence.score < NEAR * sentences[0].score or len(chosen) >= MOST:
            break
        if words in seen or sentence.coverage < NEARLY * sentences[0].coverage:
            continue
        seen.add(words)
        chosen.append(sentence)
    return chosen


def _apart(quotes: list[Support]) -> list[Support]:
    """Quotes of which none stands inside one before it."""
    kept: list[Support] = []
    for quote in quotes:
        inside = any(q.document.id == quote.document.id and q.start < quote.end and quote.start < q.end for q in kept)
        if not inside:
            kept.append(quote)
    return kept


def _draft(support: Support, asked: Understanding) -> Draft:
    act = support.act
    if act is not None and act.kind not in UNTOLD and act.actors:
        return tell(act, support, asked.language)
    document = support.document
    key = "passage.source" if document.date else "passage.source_undated"
    day = document.date.isoformat() if document.date else ""
    source = say(asked.language, key, title=document.title, date=day)
    return Draft(say(asked.language, "passage.plain", source=source, quote="{quote}"), support)
