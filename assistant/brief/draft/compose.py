"""A brief as a draft: every question with the answer that the kept evidence gives, and its gaps."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from assistant.brief.draft import head
from assistant.brief.draft.contexts import contexts
from assistant.brief.draft.records import Answer, Draft, Paragraph, Part, Row, Shown
from assistant.brief.draft.telling import Teller
from assistant.brief.records import Before, Brief, Cover, Evidence, Fate, Prepared, Promise, Source
from assistant.brief.texts import say, texts
from assistant.export.conversation import line
from corpus.records import Document
from corpus.sentences import sentences

_SENTENCE = 20  # characters that a first sentence has at least: "Svar:" is none


def compose(brief: Brief, documents: Callable[[str], Document | None]) -> Draft:
    """The draft of a brief. `documents` gives the stored document by id.

    Evidence stands in the order that the brief has it in; what staff dropped is left out. A part of a question that
    no shown evidence answers is a marked gap, whatever was found before.
    """
    paper = brief.paper
    teller = Teller(documents, paper.language)
    opening = [Paragraph("remark", (Part(head.opening(paper), teller.language),))] if head.opening(paper) else []
    if brief.answered:
        opening.append(teller.remark(say(paper.language, "draft.answered")))
        opening.extend(teller.tell(_first_sentence(source)) for source in _by_document(brief.answered))
    answers: list[Answer] = []
    rows: list[Row] = []
    for prepared in brief.prepared:
        answer, covers, shown = _answer(prepared, teller)
        answers.append(answer)
        rows.extend(_rows(prepared, covers, shown, paper.language))
    cited = tuple(Shown(n, one, tuple(sorted(teller.used[one.id]))) for n, one in enumerate(teller.sources, 1))
    return Draft(
        title=head.title(paper),
        language=teller.language,
        facts=head.facts(paper),
        greeting=head.greeting(paper),
        opening=tuple(opening),
        answers=tuple(answers),
        signers=head.signers(paper),
        matrix=tuple(rows),
        sources=cited,
        contexts=contexts(cited, documents),
    )


def _by_document(sources: Sequence[Source]) -> list[Source]:
    """The first source of each document."""
    return list({source.document_id: source for source in reversed(sources)}.values())[::-1]


def _first_sentence(source: Source) -> Source:
    """The beginning of an answer that there is already: each question has its part of it below."""
    ends = (end for _, end in sentences(source.quote.replace("\n", " ")) if end >= _SENTENCE)
    end = next(ends, len(source.quote))
    return source.model_copy(update={"end": source.start + end, "quote": source.quote[:end]})


def _answer(prepared: Prepared, teller: Teller) -> tuple[Answer, tuple[Cover, ...], list[Evidence]]:
    """The answer to a question, how far each of its parts is covered by it, and the evidence in it."""
    ask = prepared.ask
    teller.begin(ask.n)
    kept = [one for one in prepared.evidence if one.kept]
    told = [(one, teller.tell(one.source, line(one.note))) for one in kept]
    shown = [one for one, paragraph in told if paragraph.kind == "claim"]
    teller.begin(ask.n)
    # A like question is told once in a draft, with the first question that it is like.
    fresh = [one for one in prepared.before if one.same or one.question.id not in teller.used]
    before = [paragraph for one in fresh for paragraph in _before(one, teller)]
    teller.begin(ask.n)
    promises = [paragraph for one in prepared.promises for paragraph in _promise(one, teller)]
    answered = any(one.same and any(map(teller.support, one.answers)) for one in prepared.before)
    covers = tuple(_cover(i, cover, shown, answered) for i, cover in enumerate(prepared.covers))
    gaps = _gaps(prepared, covers, teller)
    answer = Answer(
        n=ask.n,
        question=line(ask.text),
        paragraphs=(*(paragraph for _, paragraph in told), *gaps),
        before=tuple(before),
        promises=tuple(promises),
        comment=line(prepared.note),
    )
    return answer, covers, shown


def _cover(part: int, found: Cover, shown: Sequence[Evidence], answered: bool) -> Cover:
    """How far a part is covered by what is shown: staff may have dropped what covered it."""
    if answered or any(not one.parts or part in one.parts for one in shown):
        return found
    return Cover.NOTHING


def _gaps(prepared: Prepared, covers: Sequence[Cover], teller: Teller) -> Iterator[Paragraph]:
    keys = {Cover.NOTHING: "missing", Cover.PARTLY: "missing_partly"}
    parts = prepared.ask.parts or (prepared.ask.text,)
    if covers and all(cover is Cover.NOTHING for cover in covers):
        yield teller.gap("missing", prepared.ask.text)
        return
    if not covers and prepared.cover in keys:
        yield teller.gap(keys[prepared.cover], prepared.ask.text)
    for part, cover in zip(parts, covers, strict=False):
        if cover in keys:
            yield teller.gap(keys[cover], part)


def _before(before: Before, teller: Teller) -> Iterator[Paragraph]:
    """What was answered to a like question; that nothing was is said of what the documents hold, no more."""
    if before.same and before.answers:
        first, *rest = before.answers
        yield teller.told("same", first, also=[before.question])
        yield from (teller.tell(source) for source in rest)
        return
    yield teller.told("same_asked" if before.same else "like_asked", before.question)
    if not before.answers:
        yield teller.remark(say(teller.language, "draft.told.no_answer"))
        return
    first, *rest = before.answers
    yield teller.told("like_answered", first)
    yield from (teller.tell(source) for source in rest)


def _promise(promise: Promise, teller: Teller) -> Iterator[Paragraph]:
    """A promise and what became of it, each in its own words; silence is said as silence."""
    told = teller.tell(promise.source)
    yield told
    if told.kind != "claim":
        return
    if promise.later is not None and promise.fate is not Fate.SILENT:
        yield teller.after(str(promise.fate), promise.later)
    else:
        yield teller.remark(say(teller.language, "draft.told.silent"))


def _rows(prepared: Prepared, covers: Sequence[Cover], shown: Sequence[Evidence], language: str) -> Iterator[Row]:
    """The rows of the coverage matrix: one a part."""
    words = texts(language)["draft"]["cover"]
    parts = prepared.ask.parts or (prepared.ask.text,)
    for number, part in enumerate(parts):
        cover = covers[number] if number < len(covers) else prepared.cover
        mine = [one for one in shown if not one.parts or number in one.parts]
        latest = max((one.source.date for one in mine if one.source.date), default=None)
        cells = (str(prepared.ask.n), line(part), str(words[cover]), str(len(mine)))
        yield Row((*cells, latest.isoformat() if latest else str(words["none"])))
