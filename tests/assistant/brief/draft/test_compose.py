"""The draft before it is a file: what it says, what it marks as missing, and that it says nothing of its own."""

from __future__ import annotations

from datetime import date

import pytest
from draft_support import COST, HOURS, OPENS, QUESTIONS, brief, evidence, prepared, source, stored

from assistant.brief.draft import compose
from assistant.brief.records import Ask, Before, Cover, Fate, Paper, Person, Prepared, Promise
from assistant.brief.texts import texts
from corpus.records import Genre

PROMISED = (
    "svar-simhallen.txt",
    "Kommunstyrelsen återkommer med en redovisning senast den 15 december 2022.",
)
ASKED = ("svar-simhallen.txt", "När öppnar simhallen för allmänheten igen?")


def lines(draft_of: Prepared, **changes: object) -> list[str]:
    """The paragraphs of the first answer."""
    return [paragraph.text for paragraph in compose(brief(draft_of, **changes), stored()).answers[0].paragraphs]


def test_a_draft_is_headed_in_the_form_of_its_genre() -> None:
    draft = compose(brief(), stored())
    assert draft.title == "Svar på interpellation från Anna Ek (S) om simhallen"
    assert draft.greeting == "Till kommunfullmäktige"
    assert draft.opening[0].text == "Anna Ek (S) har den 14 mars 2022 ställt tre frågor till Bo Ask (M)."
    assert dict(draft.facts)["Ställd till"] == "Bo Ask (M), kommunstyrelsens ordförande"


def test_the_case_number_is_written_as_the_paper_writes_it() -> None:
    assert dict(compose(brief(), stored()).facts)["Diarienummer"] == "KS 2022/0041"
    unwritten = compose(brief(case_number="SN 2021/7"), stored())
    assert dict(unwritten.facts)["Diarienummer"] == "SN 2021/7"


@pytest.mark.parametrize(
    ("genre", "title"),
    [
        (Genre.SIMPLE_QUESTION, "Svar på enkel fråga från Anna Ek (S) om simhallen"),
        (Genre.LETTER, "Svar på skrivelse från Anna Ek (S) om simhallen"),
        (Genre.MOTION, "Yttrande över motion från Anna Ek (S) om simhallen"),
        (Genre.OTHER, "Svar på frågor från Anna Ek (S) om simhallen"),
    ],
)
def test_other_genres_have_their_own_heading(genre: Genre, title: str) -> None:
    assert compose(brief(genre=genre), stored()).title == title


def test_a_region_is_greeted_as_a_region_and_an_unnamed_council_as_a_council() -> None:
    assert compose(brief(text="Till regionfullmäktige"), stored()).greeting == "Till regionfullmäktige"
    assert compose(brief(text="Frågor"), stored()).greeting == "Till fullmäktige"


def test_a_motion_is_a_proposal_and_is_not_signed_by_the_council() -> None:
    draft = compose(brief(genre=Genre.MOTION, addressees=(Person(name="kommunfullmäktige"),)), stored())
    assert draft.opening[0].text == "Anna Ek (S) har den 14 mars 2022 lämnat in ett förslag till kommunfullmäktige."
    assert dict(draft.facts)["Förslagsställare"] == "Anna Ek (S)"
    assert draft.signers == ()


def test_many_askers_are_counted_as_others() -> None:
    people = tuple(Person(name=name, party="S") for name in ("Anna Ek", "Bo Al", "Cilla Lind", "Dan Gran"))
    assert compose(brief(askers=people), stored()).title.startswith("Svar på interpellation från Anna Ek (S) m.fl. om")


def test_each_question_is_repeated_word_for_word() -> None:
    assert [answer.question for answer in compose(brief(), stored()).answers] == list(QUESTIONS)


def test_a_decision_and_an_answer_are_told_as_what_they_are_by_whom_and_when() -> None:
    first, second = lines(brief().prepared[0])
    assert first.startswith("Kommunfullmäktige beslutade i ärendet ”Simhallens öppettider” den 30 maj 2022: ”")
    assert second == "Bo Ask (M) svarade Ylva Norrman (V) den 19 april 2022: ”Simhallen öppnar den 1 september 2022”[2]"


def test_the_order_of_the_brief_is_kept_for_staff_may_have_changed_it() -> None:
    told = lines(prepared(1, evidence(OPENS, 0), evidence(HOURS, 1)))
    assert "Simhallen öppnar" in told[0]
    assert "sju dagar" in told[1]


def test_a_sentence_from_the_same_place_goes_on_without_a_new_introduction() -> None:
    more = ("svar-simhallen.txt", PROMISED[1])
    told = lines(prepared(1, evidence(OPENS, 0), evidence(more, 1)))
    assert told[1] == f"Vidare: ”{PROMISED[1]}”[2]"


def test_a_sentence_that_nobody_says_is_told_of_its_document() -> None:
    told = lines(prepared(1, evidence(("protokoll-2022-05-30.txt", "Besökarna har ökat med 12 procent sedan 2019."))))
    assert (
        told[0]
        == "I handlingen ”Simhallens öppettider” från den 30 maj 2022 står: ”Besökarna har ökat med 12 procent sedan 2019.”[1]"
    )


def test_a_question_without_evidence_is_a_marked_gap_and_nothing_else() -> None:
    assert lines(prepared(3)) == ["[Underlag saknas: Hur många barn har blivit utan simskola?]"]


def test_only_the_part_that_is_not_covered_is_a_gap() -> None:
    told = lines(prepared(1, evidence(OPENS, 0)))
    assert told[1:] == ["[Underlag saknas: hur länge ska den hålla öppet?]"]


def test_a_part_that_is_covered_in_part_says_so() -> None:
    told = lines(prepared(2, evidence(COST, 0), cover=Cover.PARTLY, covers=(Cover.PARTLY,)))
    assert told[-1] == "[Underlag saknas till en del: Vad har reparationen kostat hittills?]"


def test_what_staff_dropped_is_left_out_and_leaves_a_gap() -> None:
    told = lines(prepared(2, evidence(COST, 0, kept=False)))
    assert told == ["[Underlag saknas: Vad har reparationen kostat hittills?]"]


def test_a_source_whose_document_has_other_words_now_is_not_shown() -> None:
    changed = source(*COST).model_copy(update={"quote": "Reparationen har kostat 9 miljoner kronor."})
    told = lines(prepared(2, evidence(COST, 0).model_copy(update={"source": changed})))
    assert "9 miljoner" not in "".join(told)
    assert told[0].startswith("[Källan kan inte längre visas: Svar på interpellation av Ylva Norrman")
    assert told[1] == "[Underlag saknas: Vad har reparationen kostat hittills?]"


def test_a_source_whose_document_is_gone_is_not_shown() -> None:
    draft = compose(brief(prepared(2, evidence(COST, 0))), lambda document_id: None)
    assert [paragraph.kind for paragraph in draft.answers[0].paragraphs] == ["gap", "gap"]
    assert draft.sources == ()


def test_a_wrong_kind_of_act_is_not_told_as_that_kind() -> None:
    wrong = source(*COST).model_copy(update={"act": "decision"})
    told = lines(prepared(2, evidence(COST, 0).model_copy(update={"source": wrong})))
    assert "beslutade" not in told[0]
    assert told[0].endswith(f"”{COST[1]}”[1]")


def test_the_same_question_answered_before_is_told_with_both_sources() -> None:
    before = Before(question=source(*ASKED), answers=(source(*OPENS),), same=True)
    answer = compose(brief(prepared(1, before=(before,))), stored()).answers[0]
    told = "Samma fråga besvarades den 19 april 2022 av Bo Ask (M): ”Simhallen öppnar den 1 september 2022”[1][2]"
    assert [paragraph.text for paragraph in answer.before] == [told]


def test_a_like_question_without_an_answer_says_so() -> None:
    before = Before(question=source(*ASKED))
    told = [paragraph.text for paragraph in compose(brief(prepared(1, before=(before,))), stored()).answers[0].before]
    assert told[0].startswith("En liknande fråga ställdes av Ylva Norrman (V): ”När öppnar")
    assert told[1] == "Något svar på den finns inte i underlaget."


def test_a_like_question_is_told_once_in_a_draft() -> None:
    before = Before(question=source(*ASKED), answers=(source(*OPENS),))
    draft = compose(brief(prepared(1, before=(before,)), prepared(2, before=(before,))), stored())
    assert [bool(answer.before) for answer in draft.answers] == [True, False]


def test_silence_about_a_promise_is_said_as_silence() -> None:
    promise = Promise(source=source(*PROMISED), who="Bo Ask (M)", what="redovisning", due=date(2022, 12, 15))
    told = compose(brief(prepared(1, promises=(promise,))), stored()).answers[0].promises
    assert told[0].text.endswith(f"”{PROMISED[1]}”[1]")
    assert told[1].text == "Senare handlingar i underlaget visar inte om det har skett."


def test_a_promise_with_a_fate_shows_both_quotes() -> None:
    kept = Promise(source=source(*OPENS), who="Bo Ask (M)", what="öppnar", fate=Fate.KEPT, later=source(*HOURS))
    told = [one.text for one in compose(brief(prepared(1, promises=(kept,))), stored()).answers[0].promises]
    assert "Simhallen öppnar" in told[0]
    assert told[1].startswith("Bedömt som uppfyllt. Kommunfullmäktige beslutade")
    assert HOURS[1] in told[1]


def test_an_answer_that_there_is_already_comes_first() -> None:
    draft = compose(brief().model_copy(update={"answered": (source(*COST),)}), stored())
    assert draft.opening[1].text == "Handlingarna visar redan ett svar eller ett beslut:"
    assert COST[1] in draft.opening[2].text


def test_the_matrix_has_a_row_for_each_part() -> None:
    rows = [row.cells for row in compose(brief(), stored()).matrix]
    assert [row[0] for row in rows] == ["1", "1", "2", "3"]
    assert rows[0][2:] == ("Besvaras av handlingarna", "1", "2022-04-19")
    assert rows[3][2:] == ("Inget underlag", "0", "–")


def test_sources_stand_in_their_context_and_close_ones_in_one() -> None:
    draft = compose(brief(), stored())
    numbers = [shown.number for context in draft.contexts for shown in context.sources]
    assert sorted(numbers) == [shown.number for shown in draft.sources]
    (context,) = [one for one in draft.contexts if COST[1] in [shown.source.quote for shown in one.sources]]
    assert len(context.sources) > 1
    text = "".join(words for words, _ in context.pieces)
    assert "Vad har reparationen kostat hittills?" in text
    assert "Tallhamra 2022-04-19" in text
    marked = "".join(words for words, cited in context.pieces if cited)
    assert all(shown.source.quote in marked for shown in context.sources)
    assert "Vad har reparationen kostat hittills?" not in marked
    assert 2 in context.questions


def test_a_paper_without_questions_says_so() -> None:
    empty = brief().model_copy(update={"prepared": (), "paper": Paper(title="", genre="other", topic="", text="")})
    draft = compose(empty, stored())
    assert draft.opening[0].text == "Inga frågor är angivna."
    assert draft.title == "Svar på frågor"


def test_an_english_paper_gets_an_english_draft() -> None:
    asked = Prepared(
        ask=Ask(n=1, text="When does it open?", parts=("When does it open?",)),
        cover=Cover.ANSWERED,
        covers=(Cover.ANSWERED,),
        evidence=(evidence(OPENS),),
    )
    draft = compose(brief(asked, language="en"), stored())
    assert draft.title == "Answer to the interpellation from Anna Ek (S) on simhallen"
    assert draft.answers[0].paragraphs[0].text.startswith("Bo Ask (M) answered")


def test_both_languages_have_the_same_texts() -> None:
    def keys(value: object, name: str = "") -> set[str]:
        if not isinstance(value, dict):
            return {name}
        return {key for part, inner in value.items() for key in keys(inner, f"{name}.{part}")}

    assert keys(texts("sv")) == keys(texts("en"))
