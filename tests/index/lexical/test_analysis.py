import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.lexical.analysis import Analyser, name_forms

ANALYSER = Analyser()


def terms(text: str) -> set[str]:
    return set(ANALYSER.terms(text))


def words_of(question: str, language: str = "sv") -> list[str]:
    return [group.surface for group in ANALYSER.groups(question, language)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("tidsplan", "tidsplanen"),
        ("kostnad", "kostnaderna"),
        ("skola", "skolan"),
        ("ärende", "ärendet"),
        ("rektor", "rektorn"),
        ("medlem", "medlemmarna"),
        ("avslå", "avslogs"),
        ("ledamot", "ledamöterna"),
        ("centrum", "centret"),
        ("arbetsmiljö", "arbetsmiljön"),
        ("år", "året"),
        ("cykel", "cyklar"),
        ("regel", "reglerna"),
        ("medel", "medlen"),
        ("tunnel", "tunnlar"),
        ("exempel", "exemplen"),
        ("register", "registret"),
        ("säker", "säkra"),
        ("förälder", "föräldrarna"),
        ("nummer", "numret"),
        ("vatten", "vattnet"),
        ("tecken", "tecknen"),
    ],
)
def test_forms_of_one_word_meet(one: str, other: str) -> None:
    assert ANALYSER.terms(one)[0] == ANALYSER.terms(other)[0]


@pytest.mark.parametrize(
    ("one", "other"),
    [("hundra", "hund"), ("yttrande", "ytterligare"), ("vägrar", "vägar"), ("handlar", "handel"), ("sakna", "sak")],
)
def test_other_words_that_look_alike_stay_apart(one: str, other: str) -> None:
    assert ANALYSER.terms(one)[0] != ANALYSER.terms(other)[0]


def test_compound_is_found_by_its_parts() -> None:
    assert terms("interpellationssvaret") >= terms("interpellation") | terms("svar")
    assert terms("konsultkostnaderna") >= terms("konsult") | terms("kostnad")


def test_look_alike_names_stay_apart() -> None:
    named = [
        {term for term in terms(word) if term.startswith("n:")}
        for word in ("Jobbcentrum", "Jobbcenter", "Arbetstorg", "Jobbhuset")
    ]
    assert all(not one & other for i, one in enumerate(named) for other in named[i + 1 :])


@pytest.mark.parametrize("form", ["Jobbcentrum", "Jobbcentrums", "JOBBCENTRUM"])
def test_name_is_found_in_genitive_and_capitals(form: str) -> None:
    assert "n:jobbcentrum" in terms(f"Om {form} flytt")


def test_definite_name_also_stands_under_its_plain_form() -> None:
    assert set(name_forms("Arbetstorgen")) == {"n:arbetstorgen", "n:arbetstorg"}


@pytest.mark.parametrize("written", ["1 500 000", "1\u00a0500\u00a0000", "1,5 mnkr", "1\u202f500 tkr"])
def test_amounts_meet_however_they_are_written(written: str) -> None:
    assert "1500000" in terms(f"Kostnaden är {written} för året")


def test_decimal_comma_and_year_before_amount() -> None:
    assert "6.4" in terms("en besparing på 6,4 mnkr")
    assert {"2023", "100000"} <= terms("år 2023 100 000 kronor")


@pytest.mark.parametrize("written", ["2019-05-08", "den 8 maj 2019", "8/5 2019", "190508", "8 May 2019", "May 8, 2019"])
def test_days_meet_however_they_are_written(written: str) -> None:
    assert "d:2019-05-08" in terms(f"Sammanträde {written}.")


def test_month_and_day_without_year() -> None:
    assert "d:2022-11" in terms("i november 2022")
    assert "d:10-01" in terms("senast den 1 oktober")
    assert "d:10-01" in terms("senast 1 oktober 2022")


def test_impossible_day_is_a_number() -> None:
    assert not [term for term in terms("2023-02-30") if term.startswith("d:")]


@pytest.mark.parametrize("written", ["KS 2023/0412", "KS 2023/412", "KS/2023:412", "KS-2023-0412"])
def test_case_number_meets_however_it_is_written(written: str) -> None:
    assert "c:ks2023/412" in terms(f"Ärendenummer {written}")


def test_case_number_without_its_prefix() -> None:
    assert terms("2023/0412") & terms("KS 2023/0412") & {"c:2023/412"}
    assert "c:2023/412" in terms("ks 2023/0412")


def test_case_number_without_its_sub_number() -> None:
    asked = {term for group in ANALYSER.groups("AMN 2017-0090") for term in group.terms}
    assert asked & terms("Dnr AMN 2017-0090-01.02")


def test_paragraph_and_party() -> None:
    assert {"§12", "party:s"} <= terms("§ 12 Anna Ek (S)")
    assert "§12" in terms("paragraf 12")
    assert {"party:v", "party:m"} <= terms("(båda V) och (m)")


def test_not_is_kept_and_filler_is_not() -> None:
    assert ANALYSER.terms("och att det inte") == ANALYSER.terms("inte")


def test_question_words_fall_away() -> None:
    assert words_of("Finns det någon tidsplan för omorganisationen?") == ["tidsplan", "omorganisationen"]
    assert words_of("Is there any timeline for the reorganisation?", "en") == ["timeline", "reorganisation"]


@pytest.mark.parametrize(
    ("english", "swedish"),
    [
        ("timeline", "tidsplan"),
        ("costs", "kostnad"),
        ("working environment", "arbetsmiljö"),
        ("holiday jobs", "feriejobb"),
        ("special statement", "särskilt uttalande"),
        ("free buses", "avgiftsfri buss"),
    ],
)
def test_english_reaches_the_swedish_word(english: str, swedish: str) -> None:
    sought = {term for group in ANALYSER.groups(f"What about the {english}?", "en") for term in group.terms}
    assert " ".join(ANALYSER.terms(swedish)[: len(swedish.split())]) in sought


def test_synonyms_of_officialese() -> None:
    (group,) = ANALYSER.groups("avslag")
    assert ANALYSER.terms("avslogs")[0] in group.terms


def test_party_name_finds_the_tag_and_the_tag_the_name() -> None:
    tagged = {term for group in ANALYSER.groups("Vad tycker Vänsterpartiet?") for term in group.terms}
    assert "party:v" in tagged
    named = {term for group in ANALYSER.groups("Vad tycker Anna Ek (V)?") for term in group.terms}
    assert ANALYSER.terms("vänsterpartiet")[0] in named
    english = {term for group in ANALYSER.groups("What did the Left Party want?", "en") for term in group.terms}
    assert "party:v" in english


def test_names_are_told_from_ordinary_words() -> None:
    named = {g.surface: g.name for g in ANALYSER.groups("Kostnaden för Kvarnen enligt Kommunstyrelsen")}
    assert named == {"Kostnaden": False, "Kvarnen": True, "Kommunstyrelsen": False}


def test_name_at_the_start_is_seen_by_the_next_capital() -> None:
    assert [g.name for g in ANALYSER.groups("Tove Granath om bussar")] == [True, True, False]


def test_parts_of_a_compound_are_groups_of_their_own() -> None:
    groups = ANALYSER.analyse_query("konsultkostnader")
    assert "konsultkostn" in groups[0]
    assert ("kostn",) in groups


@given(st.text(max_size=200), st.sampled_from(["sv", "en"]))
def test_any_text_gives_terms_without_spaces(text: str, language: str) -> None:
    assert all(term and not term[0].isspace() and " " not in term for term in ANALYSER.terms(text))
    assert all(term for group in ANALYSER.analyse_query(text, language) for term in group)


def test_translated_compound_and_phrase_bring_their_parts() -> None:
    (compound,) = ANALYSER.groups("consultancy costs", "en")
    assert {"konsult", "kostn"} <= set(compound.parts)
    (phrase,) = ANALYSER.groups("särskilt uttalande")
    assert phrase.parts[:2] == tuple(ANALYSER.terms("särskilt uttalande"))[:2]


@pytest.mark.parametrize(
    ("word", "language", "ordinary"),
    [
        ("frågade", "sv", True),
        ("skolbuss", "sv", True),
        ("Tidsplanen", "sv", True),
        ("which", "en", True),
        ("appendix", "en", True),
        ("skoolbuss", "sv", False),
        ("tidspalnen", "sv", False),
        ("appnedix", "en", False),
    ],
)
def test_an_ordinary_word_is_told_from_a_slip(word: str, language: str, ordinary: bool) -> None:
    assert Analyser().ordinary(word, language) is ordinary
