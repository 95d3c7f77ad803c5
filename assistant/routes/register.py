"""The register route: who asked, answered, proposed, decided … is looked up among the acts, not guessed."""

from __future__ import annotations

from dataclasses import replace

from assistant.abstention import enough
from assistant.candidates import Thread, rank_acts
from assistant.contract import Status
from assistant.drafts import Draft, Support
from assistant.reader import Reader
from assistant.routes import moved, points, stage
from assistant.routes.asked import saying
from assistant.routes.cases import fate
from assistant.routes.clarify import of_places
from assistant.routes.decided import case_of, final, only_proposed, pending
from assistant.routes.gist import gist
from assistant.routes.outcome import Outcome
from assistant.routes.rows import FOR_A_WHILE, words_of
from assistant.texts import say
from assistant.topic import Topic
from assistant.understanding.genres import find_genres
from assistant.understanding.listing import matter_form
from assistant.understanding.question import Intent, Understanding
from assistant.wording import only_answered, tell
from corpus.records import Act, ActKind, Document, Form, Genre, Item
from index.cases.words import fold
from index.records import Filters, Hit

CLOSE = 0.9  # of the best score that a further act must reach to be told too
MOST_ACTORS = 3  # further acts told when one is asked for
MOST_LISTED = 6  # acts told when several are asked for ("vilka frågor ställde …")
MAX_TOPIC = 6  # words of a topic that a suggestion may carry
MOST_GATHERED = 40  # acts told of one matter or meeting
GATHERED = (
    ActKind.DISSENT,
    ActKind.MOTION,
    ActKind.SIGNATURE,
    ActKind.ATTENDANCE,
)  # several people do these in one matter
PAIRED = (ActKind.QUESTION, ActKind.ANSWER)
PAPERS = {"interpellation", "simple_question", "motion", "citizen_proposal", "member_initiative"}


def answer(asked: Understanding, filters: Filters, reader: Reader) -> Outcome | None:
    """The acts that a question asks about, or None when none fits well enough."""
    intent = asked.intent
    if intent is None:
        return None
    kinds = PAIRED if ActKind.ANSWER in intent.kinds else intent.kinds
    text = asked.topic if len(asked.topic) > 2 else None
    hits = reader.hits(asked, _narrowed(asked, intent, filters, kinds), text)
    threads = _ranked(hits, kinds, asked, intent, reader) if hits else []
    of_paper = stage.of_paper(asked, reader) if intent.kinds == (ActKind.DECISION,) else []
    if of_paper:
        return _told(asked, intent, of_paper, hits, reader, filters)
    fates = moved.answer(asked, intent, filters, reader)
    if fates is not None:
        return fates
    if not threads:
        return _proposed(asked, intent, filters, reader, text)
    threads = _answers_as_questions(threads, reader) if ActKind.ANSWER in intent.kinds else threads
    intent = _with_form(asked, intent)
    threads = _of_the_form(asked, intent, _of_the_kind(intent, _of_the_paper(asked, intent, threads, reader)), reader)
    if not _supported(asked, threads[0], hits, reader, text):
        return _proposed(asked, intent, filters, reader, text)
    unclear = of_places(asked, threads, hits, reader)
    if unclear is not None:
        return unclear
    if ActKind.DECISION in intent.kinds:
        if _of_others(asked, threads[0]):
            return None
        threads = final(asked, intent, threads, reader)
    told = _told(asked, intent, _chosen(asked, intent, threads), hits, reader, filters)
    if intent.kinds[0] is ActKind.MOTION and intent.form is not None and threads[0].act.form is not intent.form:
        told.drafts.insert(0, Draft(say(asked.language, "status.moved_otherwise")))
    return told


def _ranked(
    hits: list[Hit], kinds: tuple[ActKind, ...], asked: Understanding, intent: Intent, reader: Reader
) -> list[Thread]:
    documents = reader.documents(hit.passage.span.document_id for hit in hits)
    terms, bonuses = reader.search.analyser.terms, reader.ranking.acts
    return rank_acts(hits, kinds, documents, _for_ranking(asked, intent), terms, bonuses)


def _proposed(
    asked: Understanding, intent: Intent, filters: Filters, reader: Reader, text: str | None
) -> Outcome | None:
    """Asked what was decided where nothing was: what was proposed, and that it is no more than that."""
    if ActKind.DECISION not in intent.kinds or text is None:
        return None
    kinds = (ActKind.PROPOSAL,)
    hits = reader.hits(asked, _narrowed(asked, intent, filters, kinds), text)
    threads = _ranked(hits, kinds, asked, intent, reader) if hits else []
    if not threads or not _supported(asked, threads[0], hits, reader, text):
        return None
    topic = Topic(reader, text, asked.language)
    drafts = only_proposed(asked, [t for t in threads if topic.covers(words_of(t.act, t.document))])
    return Outcome("not_found", "register", drafts, hits) if drafts else None


def _of_others(asked: Understanding, best: Thread) -> bool:
    """Whether the question names a body outside these documents (a court, a county board): they only tell of it."""
    own = {one.value for one in asked.said if one.field == "body"}
    return bool(set(asked.bodies) - own) and best.document.body not in asked.bodies


def _narrowed(asked: Understanding, intent: Intent, filters: Filters, kinds: tuple[ActKind, ...]) -> Filters:
    narrowed = reader_filters = Reader.with_acts(filters, kinds)
    if asked.case_numbers:
        narrowed = replace(reader_filters, case_numbers=asked.case_numbers)
    # Only the kinds asked for by name are the person's own acts: an answer is also found through its question.
    if intent.asked in ("what", "when") and ActKind.ANSWER not in intent.kinds and not filters.persons:
        narrowed = replace(narrowed, persons=asked.named.persons)
        if not asked.named.persons and not filters.parties:
            narrowed = replace(narrowed, parties=asked.named.parties)
    return narrowed


def _for_ranking(asked: Understanding, intent: Intent) -> Understanding:
    """Who answered is checked on the replies, not on the questions through which they are found."""
    return replace(asked, intent=None) if ActKind.ANSWER in intent.kinds else asked


def _answers_as_questions(threads: list[Thread], reader: Reader) -> list[Thread]:
    """Answers told as what they answer: a thread of an answer becomes the thread of its question."""
    found: dict[str, Thread] = {}
    for thread in threads:
        act = thread.act
        if act.kind is ActKind.ANSWER and act.reply_to:
            asked = next(iter(reader.index.catalogue.acts(ids=[act.reply_to])), None)
            document = reader.document(asked.span.document_id) if asked else None
            if asked is not None and document is not None:
                thread = Thread(asked, document, thread.score, [asked])
        words = fold(thread.document.quote(thread.act.span))
        found.setdefault(words if thread.act.kind is ActKind.QUESTION else thread.act.id, thread)
    return list(found.values())


def _with_form(asked: Understanding, intent: Intent) -> Intent:
    """ "När bordlades …": the form of the decision that is dated."""
    if ActKind.DECISION in intent.kinds and intent.asked == "when" and intent.form is None:
        return replace(intent, form=matter_form(asked.question, asked.language))
    return intent


def _of_the_form(asked: Understanding, intent: Intent, threads: list[Thread], reader: Reader) -> list[Thread]:
    """Who reserved is not who made a statement, and who moved rejection is not who moved approval.

    Of dissents those of the form asked for, of what was moved in the best one's matter too, if there are any.
    """
    if ActKind.DISSENT in intent.kinds:
        return [t for t in threads if intent.form and t.act.form is intent.form] or threads
    if intent.form is None or ActKind.MOTION not in intent.kinds:
        return threads
    best = case_of(threads[0].act, reader)
    homes = [(t, case_of(t.act, reader)) for t in threads if t.act.form is intent.form]
    return [t for t, home in homes if best is not None and home is not None and home.id == best.id] or threads


def _of_the_paper(asked: Understanding, intent: Intent, threads: list[Thread], reader: Reader) -> list[Thread]:
    """ "Har interpellationen om … besvarats": what belongs to the paper of that title, else to one of its kind."""
    found = [place for place in find_genres(asked.question) if place[0] in PAPERS]
    if not found or not threads:
        return threads
    homes = [(thread, case_of(thread.act, reader)) for thread in threads]
    words = {asked.question[start:end] for _, start, end in found}
    topic = Topic(reader, " ".join(w for w in asked.topic.split() if w not in words), asked.language)
    kinds = [Genre(genre) for genre, _, _ in found]
    cases = [case for case in reader.index.cases.find(kinds) if topic.covers(case.title)] if topic.text else []
    meant = {case.id for case in cases}
    same = [t for t, home in homes if home is not None and (home.id in meant if meant else home.kind in kinds)]
    if not same and len(cases) == 1 and ActKind.DECISION in intent.kinds:
        whole = reader.index.cases.with_parts(cases[0])
        acts = [(act, part.document) for part in whole.parts for act in part.acts if act.kind is ActKind.DECISION]
        same = [Thread(act, document, threads[0].score, [act]) for act, document in acts[-1:]]
    return same or threads


def _of_the_kind(intent: Intent, threads: list[Thread]) -> list[Thread]:
    """Who moved in the chamber is not who wrote the motion: acts of the very kind asked for, if there are any."""
    same = [t for t in threads if t.act.kind is intent.kinds[0]]
    return same if intent.kinds[0] is ActKind.MOTION and same else threads


def _supported(asked: Understanding, best: Thread, hits: list[Hit], reader: Reader, text: str | None) -> bool:
    """Whether the best act is about what is asked: judged on the passages of its document."""
    if _is_of_a_meeting(asked):
        return True
    if text is None:
        return bool(asked.named.persons or asked.named.parties or asked.period or asked.case_numbers)
    own = [hit for hit in hits if hit.passage.span.document_id == best.document.id]
    decided = asked.intent is not None and ActKind.DECISION in asked.intent.kinds
    # "Hur gick det för förslaget om …": decisions say nothing of who handed what in.
    evidence = reader.evidence(asked, own, (moved.matter(text) or text) if decided else text)
    if enough(evidence, asked.language):
        return True
    # The reader knows a matter in other words too.
    around = [hit for hit in own if hit.passage.span.overlaps(best.act.span)][:1]
    return enough(evidence, asked.language, reader.readings(asked, around))


def _is_of_a_meeting(asked: Understanding) -> bool:
    """Who attended on a certain day: the day says which meeting, other words add nothing."""
    return asked.intent is not None and ActKind.ATTENDANCE in asked.intent.kinds and asked.period is not None


def _chosen(asked: Understanding, intent: Intent, threads: list[Thread]) -> list[Thread]:
    """The best act, and others nearly as good; one per actor unless several of one actor are asked for."""
    listing = intent.asked == "what" and (asked.named.persons or asked.named.parties)
    most = MOST_LISTED if listing else MOST_ACTORS
    bar = 0.0 if listing and not asked.topic else CLOSE * threads[0].score
    again = intent.asked == "when" and intent.form in FOR_A_WHILE  # a matter may be put off at each of two meetings
    chosen: list[Thread] = []
    for thread in threads:
        if thread.score < bar or len(chosen) >= most:
            break
        same = any(_same_people(t, thread) for t in chosen)
        if listing or again or not same:
            chosen.append(thread)
    if intent.asked == "who" and intent.kinds[0] in GATHERED:
        chosen = _all_of_the_matter(threads, chosen)
    return chosen


def _all_of_the_matter(threads: list[Thread], chosen: list[Thread]) -> list[Thread]:
    """ "Vilka reserverade sig …": those who did the same in the same matter belong to the answer."""
    best = chosen[0]
    same = [
        t for t in threads
        if t.document.id == best.document.id and _matter(t) == _matter(best) and t.act.kind is best.act.kind
    ]  # fmt: skip
    return [*chosen, *(t for t in same if t not in chosen)][:MOST_GATHERED]


def _matter(thread: Thread) -> Item | None:
    """The § that an act stands under: its blocks (Yrkanden, Reservation …) belong to one matter."""
    section = thread.act.section
    return thread.document.sections[section].item if section is not None else None


def _same_people(one: Thread, other: Thread) -> bool:
    """Whether two acts are the same people's in the same matter."""
    people = [{actor.label for actor in thread.act.actors} for thread in (one, other)]
    if people[0] != people[1]:
        return False
    case = one.act.case_number
    return one.document.id == other.document.id or (case is not None and case == other.act.case_number)


def _told(
    asked: Understanding,
    intent: Intent,
    threads: list[Thread],
    hits: list[Hit],
    reader: Reader,
    filters: Filters,
) -> Outcome:
    drafts: list[Draft] = []
    unanswered = 0
    if intent.form is Form.RESERVATION and all(t.act.form is not Form.RESERVATION for t in threads):
        drafts.append(Draft(say(asked.language, "status.no_reservation")))  # a statement is told, as what it is
    for thread in threads:
        drafts.append(tell(thread.act, points.place(thread.act, thread.document, asked, reader), asked.language))
        if thread.act.kind is ActKind.DECISION:
            drafts.extend(pending(thread, asked, reader))
        if thread.act.kind is not ActKind.QUESTION:
            continue
        reader.add_replies(thread, filters)
        replies = saying(_wanted_replies(asked, intent, thread))
        for reply, document in replies[:1]:
            drafts.append(tell(reply, gist(reader, asked, thread, reply, document), asked.language))
            if intent.asked == "what" and ActKind.ANSWER in intent.kinds and only_answered(document.quote(reply.span)):
                unanswered += 1
                drafts.append(Draft(say(asked.language, "status.only_answered")))
        if not replies:
            unanswered += 1
            decided = fate(thread.act, reader)
            if decided is not None:
                drafts.append(tell(decided[0], _support(*decided), asked.language))
            drafts.append(Draft(say(asked.language, "status.unanswered")))
    about_answers = ActKind.ANSWER in intent.kinds or intent.asked == "status"
    status: Status = "asked_not_answered" if about_answers and unanswered == len(threads) else "answered"
    return Outcome(status, "register", _once(drafts), hits, _suggestions(asked, threads))


def _wanted_replies(asked: Understanding, intent: Intent, thread: Thread) -> list[tuple[Act, Document]]:
    """The replies by whom the question names, if it names somebody who answered."""
    named = set(asked.named.persons)
    if ActKind.ANSWER not in intent.kinds or intent.asked == "who" or not named:
        return thread.replies
    return [pair for pair in thread.replies if named & {a.name for a in pair[0].actors}] or thread.replies


def _once(drafts: list[Draft]) -> list[Draft]:
    """A remark without a source is made once, after the last sentence that it follows."""
    return [d for i, d in enumerate(drafts) if d.support is not None or all(d.text != e.text for e in drafts[i + 1 :])]


def _support(act: Act, document: Document) -> Support:
    return Support(document, act.span.start, act.span.end, act)


def _suggestions(asked: Understanding, threads: list[Thread]) -> list[str]:
    if not asked.topic or not threads or asked.follows or len(asked.topic.split()) > MAX_TOPIC:
        return []
    found = []
    best = threads[0]
    if best.act.kind is ActKind.QUESTION and best.replies:
        people = [a.name for a in best.replies[0][0].actors if a.name]
        if people:
            found.append(say(asked.language, "suggest.answer", name=people[0], topic=asked.topic))
    if best.act.kind is not ActKind.DECISION:
        found.append(say(asked.language, "suggest.decided", topic=asked.topic))
    if best.act.kind is not ActKind.QUESTION:
        found.append(say(asked.language, "suggest.asked", topic=asked.topic))
    return found[:3]
