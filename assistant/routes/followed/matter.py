"""Follow-ups looked for in the papers of the matter before they are looked for everywhere."""

from __future__ import annotations

from dataclasses import replace

from assistant.drafts import Draft
from assistant.extraction.values import holds
from assistant.reader import Reader
from assistant.routes import passage, register
from assistant.routes.outcome import Outcome
from assistant.routes.told import Place, cases_told, inside, places_of
from assistant.texts import say
from assistant.understanding.following import shown
from assistant.understanding.followups import bare_of
from assistant.understanding.ground import Ground, Told
from assistant.understanding.question import Understanding
from index.records import Filters


def remarked(outcome: Outcome, asked: Understanding) -> Outcome:
    """The outcome with the question as it was understood, where that is not as it was written."""
    if asked.understood is None or outcome.remarked:
        return outcome
    remark = Draft(say(asked.language, "followup.understood", question=asked.understood))
    return replace(outcome, drafts=[*outcome.drafts, remark], remarked=True)


def of_the_matter(asked: Understanding, places: list[Place], filters: Filters, reader: Reader) -> Outcome | None:
    """Any other follow-up: looked for in the papers of the matter before it is looked for everywhere."""
    if asked.listing is not None or asked.catalogue or asked.about_person:
        return None
    papers = [(part.document, Told(part.document.id, 0, 0), None) for case in cases_told(places, reader)
              for part in case.parts]  # fmt: skip
    where = inside([*places, *papers], filters)
    if asked.intent is None:
        return passage.answer(asked, where, reader)
    # "Vilka reserverade sig då?": with a matter of its own ("… mot bokbussen") it is looked for everywhere.
    of_it = asked.ground is not None and asked.topic == asked.ground.topic
    return register.answer(asked, where, reader) or passage.answer(asked, where, reader) if of_it else None


def going_on(asked: Understanding, before: Ground, filters: Filters, reader: Reader) -> Outcome | None:
    """A question that may go on with the matter before: where the papers that told it answer, it did."""
    topic = before.topic
    if not before.told or not topic:
        return None
    whole = replace(asked, search=f"{before.asked.question} {asked.question}")
    outcome = of_the_matter(whole, places_of(before, reader), filters, reader)
    # A question of the documents is found by the words of the topic: that is what was asked before.
    if outcome is None or outcome.status != "answered" or outcome.route != "passage":
        return None
    bare = bare_of(asked.question).rstrip(" ?")
    regarding = say(asked.language, "followup.regarding", topic=topic)
    text = f"{bare[:1].upper()}{bare[1:]} {regarding}?"
    return remarked(outcome, replace(asked, understood=shown(asked, before, text)))


def day_of_fact(
    asked: Understanding, ground: Ground, places: list[Place], filters: Filters, reader: Reader
) -> Outcome | None:
    """ "Och när?" after "Ska badhuset flytta?": the day of it, where a sentence of its papers tells one."""
    before = ground.asked.question
    opening = say(asked.language, "followup.when_fact")
    whole = replace(asked, question=f"{opening} {before}", search=before, intent=None, kind=None)
    outcome = of_the_matter(whole, places, filters, reader)
    first = outcome.drafts[0].support if outcome is not None and outcome.drafts else None
    if outcome is None or outcome.status != "answered" or first is None or not holds("date", first.quote):
        return None
    return remarked(outcome, replace(asked, understood=f"{opening}: {before}"))
