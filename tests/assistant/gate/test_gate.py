"""What the gate stops and what it lets through, rule by rule, in both languages."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.drafts import Draft, Support
from assistant.gate import Failure, Indexed, examine, left_out
from assistant.gate.dates import find as find_dates
from assistant.gate.numbers import find as find_numbers
from corpus.records import Act, ActKind, Actor, Document, Form, Genre, Section, Span
from index.lexical.analysis import Analyser

EK, ASK, BOARD = Actor("Anna Ek", "S"), Actor("Bo Ask", "M"), Actor(organisation="Kulturnämnden")
DAY = date(2022, 3, 14)
READER = Indexed(Analyser())


def place(
    quote: str, kind: ActKind | None = None, actor: Actor = ASK, *, before: str = "", after: str = "", **more: Any
) -> Support:
    """A quote in a paper of Tallhamra, and its act."""
    text = f"{before} {quote} {after}" if before or after else quote
    start = text.index(quote)
    document = Document(
        "d1",
        "kf/a.txt",
        "0",
        "txt",
        "Protokoll om simhallen",
        Genre.MINUTES,
        text,
        body="Kulturnämnden",
        date=date(2022, 5, 30),
    )
    if kind is None:
        return Support(document, start, start + len(quote))
    act = Act(kind, document.span(start, start + len(quote)), (actor,), date=DAY, **more)
    return Support(replace(document, acts=(act,)), start, start + len(quote), act)


def stopped(text: str, *places: Support, **more: Any) -> str | None:
    """The check that stops a claim; one without "{quote}" is in words of its own."""
    draft = Draft(text, places[0], also=places[1:], free="{quote}" not in text, **more)
    failure = examine(draft, lambda _: places[0].document, READER)
    return failure.check if failure else None


# Numbers

COST = place("Reparationen har till och med mars 2022 kostat 4,2 miljoner kronor för 34 medarbetare.")


@pytest.mark.parametrize(
    "claim",
    [
        "Reparationen har kostat 4,2 miljoner kronor.",
        "Reparationen har kostat 4,2 mnkr.",
        "Reparationen har kostat 4 200 000 kronor.",
        "Reparationen har kostat 4\u00a0200\u00a0tkr.",
        "The repair has cost 4.2 million kronor.",
        "The repair has cost SEK 4,200,000.",
        "Thirty-four employees and 4.2 million kronor for the repair.",
    ],
)
def test_the_same_sum_may_be_written_otherwise(claim: str) -> None:
    assert stopped(claim, COST) is None


@pytest.mark.parametrize(
    "claim",
    [
        "Reparationen har kostat 4,3 miljoner kronor.",
        "Reparationen har kostat 4,2 miljarder kronor.",
        "Reparationen har kostat 42 miljoner kronor.",
        "Reparationen har kostat 4,2 miljoner euro.",
        "Reparationen har kostat fyra miljoner kronor.",
        "The repair has cost 4.2 billion kronor.",
        "The repair has cost 4.2 percent.",
    ],
)
def test_another_sum_is_stopped(claim: str) -> None:
    assert stopped(claim, COST) == "numbers"


def test_a_share_is_no_number_of_things() -> None:
    share = place("Andelen behöriga elever var 34,5 procent.")
    assert stopped("34.5 percent of the pupils were eligible.", share) is None
    assert stopped("34,5 elever var behöriga.", share) == "numbers"


@given(st.integers(1000, 99_999_999), st.sampled_from([" ", "\u00a0", "\u202f", ","]))
def test_thousands_are_read_with_any_separator(n: int, separator: str) -> None:
    grouped = f"{n:,}".replace(",", separator)
    assert float(n) in find_numbers(f"Det kostar {grouped} kronor.")[0].readings


@given(st.text(max_size=200))
def test_any_text_can_be_read_for_numbers_and_dates(text: str) -> None:
    for found in (*find_numbers(text), *find_dates(text)):
        assert 0 <= found.start < found.end <= len(text)


# Dates

OPENS = place("Simhallen öppnar den 1 september 2022 efter reparationen.", ActKind.ANSWER)


@pytest.mark.parametrize(
    "when",
    ["den 1 september 2022", "2022-09-01", "1/9 2022", "i september 2022", "hösten 2022", "den 1 september", "2022"],
)
def test_a_date_may_be_said_in_other_words_or_less_closely(when: str) -> None:
    assert stopped(f"Simhallen öppnar {when}.", OPENS) is None


@pytest.mark.parametrize(
    "when", ["on September 1, 2022", "on 1 September 2022", "in September 2022", "in the autumn of 2022"]
)
def test_a_date_may_be_said_in_english(when: str) -> None:
    assert stopped(f"The swimming hall opens {when}.", OPENS) is None


@pytest.mark.parametrize(
    "when", ["den 2 september 2022", "2022-09-02", "i oktober 2022", "våren 2023", "den 1 september 2023", "2021"]
)
def test_another_date_is_stopped(when: str) -> None:
    assert stopped(f"Simhallen öppnar {when}.", OPENS) == "dates"


def test_a_month_is_not_known_where_only_the_season_is_told() -> None:
    assert stopped("Simhallen öppnar i mars 2023.", place("Simhallen öppnar våren 2023.")) == "dates"


def test_the_day_in_a_template_is_the_acts_or_the_papers() -> None:
    assert stopped("Bo Ask (M) svarade (2022-03-14): {quote}", OPENS) is None
    assert stopped("Bo Ask (M) svarade (2022-03-15): {quote}", OPENS) == "dates"


# Who

ASKED = place("När öppnar simhallen?", ActKind.QUESTION, EK, addressees=(ASK,))


def test_the_asker_is_not_the_one_asked() -> None:
    assert stopped("Anna Ek (S) frågade Bo Ask (M): {quote}", ASKED) is None
    assert stopped("Bo Ask (M) frågade Anna Ek (S): {quote}", ASKED) == "names"
    assert stopped("Bo Ask (M) asked Anna Ek (S) when the swimming hall opens.", ASKED) == "names"


@pytest.mark.parametrize(
    "claim",
    [
        "Karin Lind frågade: {quote}",
        "Karin Lind asked when the swimming hall opens.",
        "Vision frågade när simhallen öppnar.",
    ],
)
def test_a_name_that_stands_nowhere_is_stopped(claim: str) -> None:
    assert stopped(claim, ASKED) == "names"


@pytest.mark.parametrize(
    "claim",
    [
        "Anna Ek (SD) frågade: {quote}",
        "Anna Ek (M) asked when the swimming hall opens.",
        "Centerpartiet frågade när simhallen öppnar.",
    ],
)
def test_another_party_is_stopped(claim: str) -> None:
    assert stopped(claim, ASKED) == "party"


def test_a_party_may_be_said_by_its_name() -> None:
    assert stopped("Anna Ek från Socialdemokraterna frågade när simhallen öppnar.", ASKED) is None


# Case numbers and paragraphs


def test_case_numbers_and_paragraphs_are_those_of_the_source() -> None:
    quote = "§ 42 Taxa för torgplats, KS 2022/0077, antas."
    assert stopped("Taxa för torgplats har nummer KS 2022/77, § 42.", place(quote)) is None
    assert stopped("Taxa för torgplats har nummer KS 2022/78.", place(quote)) == "reference"
    assert stopped("The rate for market stalls is § 43.", place(quote)) == "reference"


# Negation

NOT_START = place("Kulturnämnden beslutade att inte starta bokbussen på landsbygden.", ActKind.DECISION, BOARD)


@pytest.mark.parametrize(
    "claim",
    [
        "Kulturnämnden beslutade att inte starta bokbussen.",
        "The board decided not to start the mobile library on Kulturnämnden.",
    ],
)
def test_a_negation_that_is_kept_passes(claim: str) -> None:
    assert stopped(claim.replace(" on Kulturnämnden", ""), NOT_START) is None


@pytest.mark.parametrize(
    "claim",
    ["Kulturnämnden beslutade att starta bokbussen.", "Kulturnämnden decided to start bokbussen på landsbygden."],
)
def test_a_negation_that_is_lost_is_stopped(claim: str) -> None:
    assert stopped(claim, NOT_START) == "negation"


@pytest.mark.parametrize(
    "claim",
    [
        "Simhallen öppnar inte i år.",
        "Simhallen öppnar aldrig.",
        "The swimming hall does not open.",
        "Bo Ask (M) svarade aldrig: {quote}",
    ],
)
def test_a_negation_that_is_added_is_stopped(claim: str) -> None:
    assert stopped(claim, OPENS) == "negation"


def test_a_negation_of_something_else_in_the_quote_is_no_contradiction() -> None:
    quote = place("Simhallen öppnar i maj, men kaféet får inte servera mat under sommaren.")
    assert stopped("Simhallen öppnar i maj.", quote) is None
    assert stopped("Kaféet får servera mat under sommaren.", quote) == "negation"


@pytest.mark.parametrize(
    ("claim", "check"),
    [("Motionen avslås.", None), ("Motionen bifalls.", "negation"), ("The motion was approved.", "negation")],
)
def test_rejected_is_not_approved(claim: str, check: str | None) -> None:
    assert stopped(claim, place("Motionen avslås.", ActKind.DECISION, BOARD, form=Form.REJECTED)) == check


# Modality and kinds

INQUIRY = place("Avgiftsfri buss ska utredas under hösten 2022.")


@pytest.mark.parametrize("claim", ["Avgiftsfri buss ska utredas.", "Avgiftsfri buss kan utredas."])
def test_what_is_said_no_firmer_passes(claim: str) -> None:
    assert stopped(claim, INQUIRY) is None


@pytest.mark.parametrize("claim", ["Avgiftsfri buss har utretts.", "Avgiftsfri buss utreds redan hösten 2022."])
def test_what_shall_be_is_not_done(claim: str) -> None:
    assert stopped(claim, INQUIRY) == "modality"


def test_what_shall_be_is_not_decided() -> None:
    assert stopped("Det är beslutat att avgiftsfri buss ska utredas.", INQUIRY) == "kind"


PROPOSAL = place("Kommunen bygger tio laddstolpar vid idrottsplatsen.", ActKind.PROPOSAL, EK)


def test_a_proposal_is_told_as_one() -> None:
    assert stopped("Anna Ek (S) föreslog att kommunen bygger tio laddstolpar.", PROPOSAL) is None
    assert stopped("Kommunen bygger tio laddstolpar vid idrottsplatsen.", PROPOSAL) == "modality"
    assert stopped("Anna Ek (S) proposed: {quote}", PROPOSAL) is None


@pytest.mark.parametrize(
    "claim",
    [
        "Anna Ek (S) beslutade: {quote}",
        "Anna Ek (S) decided: {quote}",
        "Anna Ek (S) yrkade: {quote}",
        "Anna Ek (S) reserverade sig: {quote}",
    ],
)
def test_a_proposal_is_not_told_as_another_act(claim: str) -> None:
    assert stopped(claim, PROPOSAL) == "kind"


def test_a_question_proves_only_that_it_was_asked() -> None:
    question = place("Har reparationen kostat för mycket?", ActKind.QUESTION, EK)
    assert stopped("Anna Ek (S) frågade om reparationen har kostat för mycket.", question) is None
    assert stopped("Reparationen har kostat för mycket.", question) == "kind"


def test_a_text_that_tells_of_a_decision_carries_one() -> None:
    told = place("Kulturnämnden beslutade 2021 att stänga bokbussen.")
    assert stopped("Kulturnämnden beslutade 2021 att stänga bokbussen.", told) is None


# Places


@pytest.mark.parametrize("step", [-1, 1])
def test_a_place_that_is_off_by_one_is_stopped(step: int) -> None:
    whole = place("När öppnar simhallen?", before="Jag frågar:", after="Svara.")
    moved = replace(whole, start=whole.start + step, end=whole.end + step)
    assert stopped("Protokoll om simhallen: {quote}", whole) is None
    assert stopped("Protokoll om simhallen: {quote}", moved) == "span"


def test_words_outside_of_the_act_are_not_the_acts() -> None:
    whole = place("Simhallen öppnar i maj.", ActKind.ANSWER, after="Något annat sägs också.")
    text = whole.document.text
    beside = replace(whole, start=text.index("Något"), end=len(text.rstrip()))
    assert stopped("Bo Ask (M) svarade: {quote}", beside) == "span"


def test_the_value_asked_for_stands_in_the_first_quote() -> None:
    assert stopped("Kostnad: {quote}", COST, value="4,2  miljoner\nkronor") is None
    assert stopped("Kostnad: {quote}", COST, value="5 miljoner kronor") == "value"


def test_further_places_say_the_same() -> None:
    first = place(
        "Simhallen öppnar den 1 maj 2022.", after="simhallen öppnar den 1 maj 2022! Simhallen öppnar den 2 maj 2022."
    )
    text = first.document.text
    same = replace(first, start=text.index("simhallen"), end=text.index("!") + 1)
    other = replace(first, start=text.rindex("Simhallen"), end=len(text))
    assert stopped("Protokoll om simhallen: {quote}", first, same) is None
    assert stopped("Protokoll om simhallen: {quote}", first, other) == "also"


# Free wording


@pytest.mark.parametrize(
    "claim", ["Skolmaten lagas på plats i varje kök.", "School meals are cooked in every kitchen."]
)
def test_a_claim_about_something_else_is_unsupported(claim: str) -> None:
    assert stopped(claim, OPENS) == "unsupported"


def test_a_claim_in_english_about_a_swedish_quote_is_supported() -> None:
    assert stopped("The swimming hall opens after the repair.", OPENS) is None


def test_what_is_on_record_needs_no_quote() -> None:
    quote = place("Motionen avslås.", ActKind.DECISION, BOARD, section=0, case_number="KS 2022/77")
    heading = Section(("Motion av Karin Lind (MP) om 12 laddstolpar",), Span("d1", 1, 0, 16), "41", "KS 2022/77")
    known = replace(quote, document=replace(quote.document, sections=(heading,)))
    assert (
        stopped(
            "Kulturnämnden beslutade i ärendet ”Motion av Karin Lind (MP) om 12 laddstolpar” (2022-03-14): {quote}",
            known,
        )
        is None
    )
    assert (
        stopped(
            "Kulturnämnden beslutade i ärendet ”Motion av Karin Lind (MP) om 13 laddstolpar” (2022-03-14): {quote}",
            known,
        )
        == "numbers"
    )


def test_how_many_were_left_out_and_why_is_said() -> None:
    failures = [Failure("numbers", "13"), Failure("numbers", "7"), Failure("kind", "beslutade")]
    assert left_out(failures, "sv").startswith("3 uppgifter har utelämnats")
    assert "ett tal står inte i källan (2), källan är en annan sorts inlägg (1)" in left_out(failures, "sv")
    assert left_out(failures[:1], "en") == (
        "One statement was left out, as the documents do not bear it out: a number does not stand in its source."
    )
