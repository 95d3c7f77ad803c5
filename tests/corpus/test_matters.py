import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.matters import MAX_HEADING, read_matter, tells_of_paper
from corpus.records import Genre

IP, Q, M, C, N, L = (
    Genre.INTERPELLATION,
    Genre.SIMPLE_QUESTION,
    Genre.MOTION,
    Genre.CITIZEN_PROPOSAL,
    Genre.MEMBER_INITIATIVE,
    Genre.LETTER,
)
HEADINGS = [
    (
        "Interpellation av Anna Ek (S) till kommunstyrelsens ordförande Bo Ask (M) angående skolmaten",
        (IP, "Anna Ek (S)", "Bo Ask (M)", "skolmaten"),
    ),
    (
        "Interpellation av Anna Ek (S) till kommunstyrelsens ordförande om skolmaten",
        (IP, "Anna Ek (S)", "kommunstyrelsens ordförande", "skolmaten"),
    ),
    ("Interpellation till Bo Ask (M) gällande hemtjänsten", (IP, "", "Bo Ask (M)", "hemtjänsten")),
    ("Interpellation Anna Ek (S) om skolan", (IP, "Anna Ek (S)", "", "skolan")),
    (
        "Interpellation ställd av Anna Ek (S) till tekniska nämndens ordförande Bo Ask angående vägar, KS 2022/33",
        (IP, "Anna Ek (S)", "Bo Ask", "vägar"),
    ),
    (
        "Svar på interpellation av Anna Ek (S) till Bo Ask (M) om skolmaten",
        (IP, "Anna Ek (S)", "Bo Ask (M)", "skolmaten"),
    ),
    ("Interpellationssvar till Anna Ek (S) gällande lärlingsplatser", (IP, "Anna Ek (S)", "", "lärlingsplatser")),
    ("Bordlagd interpellation av Anna Ek (S) till Bo Ask (M) om bad", (IP, "Anna Ek (S)", "Bo Ask (M)", "bad")),
    (
        "Interpellation 2023/24:3 Möten med samfund av Anna Ek (V) till Statsrådet Bo Ask (KD)",
        (IP, "Anna Ek (V)", "Bo Ask (KD)", "Möten med samfund"),
    ),
    (
        "Interpellation 2023/24:7 Slopat avdrag till följd av ny lag av Anna Ek (V) till Statsrådet Bo Ask (KD)",
        (IP, "Anna Ek (V)", "Bo Ask (KD)", "Slopat avdrag till följd av ny lag"),
    ),
    (
        "Interpellation 2023/24:9 Bygget av Norra Torget av Anna Ek (V) till Statsrådet Bo Ask (KD)",
        (IP, "Anna Ek (V)", "Bo Ask (KD)", "Bygget av Norra Torget"),
    ),
    ("Enkel fråga av Anna Ek (KD) om snöröjning vid förskolan", (Q, "Anna Ek (KD)", "", "snöröjning vid förskolan")),
    ("Fråga från Anna Ek (S) till Bo Ask (M) om parkering", (Q, "Anna Ek (S)", "Bo Ask (M)", "parkering")),
    ("Svar på enkel fråga från Anna Ek (S) om parkering", (Q, "Anna Ek (S)", "", "parkering")),
    ("Motion av Anna Ek m.fl. (M) om kameror vid resecentrum", (M, "Anna Ek (M)", "", "kameror vid resecentrum")),
    ("Motion av Anna Ek och Bo Ask (båda V) om arbetsskor", (M, "Anna Ek (V), Bo Ask (V)", "", "arbetsskor")),
    (
        "Svar på motion av Anna Ek (M), Bo Ask (M) och Eva Lo (L) om att utreda ett badhus",
        (M, "Anna Ek (M), Bo Ask (M), Eva Lo (L)", "", "att utreda ett badhus"),
    ),
    (
        "Motion av Anna Ek (S)\noch Bo Ask (S) om\n  fria bussar, H 2023 nr 14",
        (M, "Anna Ek (S), Bo Ask (S)", "", "fria bussar"),
    ),
    ("Motion från Vänsterpartiet om fria bussar", (M, "Vänsterpartiet", "", "fria bussar")),
    ("Motion från SD om flaggning", (M, "SD", "", "flaggning")),
    ("Motion av Anna Ek, Vänsterpartiet, om fria bussar", (M, "Anna Ek (V)", "", "fria bussar")),
    ("Motion om hemtjänst från Anna Ek (SD)", (M, "Anna Ek (SD)", "", "hemtjänst")),
    ("Motion: cykelvägar, från Anna Ek (S)", (M, "Anna Ek (S)", "", "cykelvägar")),
    ("Yttrande över motion om jobbgaranti för unga", (M, "", "", "jobbgaranti för unga")),
    ("Motion av Anna Ek (S) om att Bo Ask (M) ska avgå", (M, "Anna Ek (S)", "", "att Bo Ask (M) ska avgå")),
    ("2024 nr 16 Motion av Anna Ek (S) om cyklar", (M, "Anna Ek (S)", "", "cyklar")),
    ("Svar på medborgarförslag om utegym", (C, "", "", "utegym")),
    ("Ledamotsinitiativ från Anna Ek (V) och Bo Ask (TL) angående arbetsmiljön", (N, "Anna Ek (V), Bo Ask (TL)", "", "arbetsmiljön")),
    ("Skrivelse från Anna Ek (L) angående kön till SFI", (L, "Anna Ek (L)", "", "kön till SFI")),
]  # fmt: skip


@pytest.mark.parametrize(("heading", "expected"), HEADINGS)
def test_a_heading_says_who_put_what_to_whom_about_what(heading: str, expected: tuple[Genre, str, str, str]) -> None:
    matter = read_matter(heading)
    assert matter is not None
    names = (", ".join(a.label for a in matter.actors), ", ".join(a.label for a in matter.addressees))
    assert (matter.kind, *names, matter.topic) == expected


@pytest.mark.parametrize(
    "heading",
    [
        "Nya motioner",
        "Nya motioner och interpellationer",
        "Motioner",
        "Interpellationer",
        "Frågestund",
        "Redovisning av ej färdigberedda motioner och medborgarförslag",
        "Svar på fråga om delade turer",
        "Motionsspår i centrum",
        "Årsredovisning 2023",
        "",
        "Motion av Anna Ek (S) om " + "x" * MAX_HEADING,
    ],
)
def test_what_names_no_paper_of_a_member_is_no_matter(heading: str) -> None:
    assert read_matter(heading) is None


def test_the_role_of_the_one_asked_is_kept() -> None:
    matter = read_matter("Interpellation av Anna Ek (S) till Socialnämndens ordförande Bo Ask (M) om hemtjänst")
    assert matter is not None
    assert matter.addressees[0].role == "Socialnämndens ordförande"


WORDS = st.sampled_from(
    ["Interpellation", "Motion", "av", "till", "från", "om", "Anna Ek", "(S)", "m.fl.", "(båda V)", "och", ",", "SD",
     "kommunstyrelsens ordförande", "Svar på", "KS 2022/33", "angående", "\n", "2023/24:3", "H 2023 nr 4", "(", ")"]
)  # fmt: skip


@given(st.one_of(st.text(max_size=200), st.lists(WORDS, max_size=14).map(" ".join)))
def test_no_heading_makes_it_fail(heading: str) -> None:
    matter = read_matter(heading)
    assert matter is None or all(actor.label for actor in (*matter.actors, *matter.addressees))


@pytest.mark.parametrize(
    ("sentence", "only_tells"),
    [
        ("Anna Ek (S) har i en interpellation den 19 april 2022 ställt tre frågor till Bo Ask (M).", True),
        ("Anna Ek (S) har ställt en interpellation till nämndens ordförande om skolmaten.", True),
        ("Anna Ek (S) frågar i sin interpellation när simhallen öppnar.", False),
        ("När besvaras interpellationen som lämnades i maj?", False),
    ],
)
def test_a_sentence_that_tells_of_an_interpellation_asks_nothing(sentence: str, only_tells: bool) -> None:
    assert tells_of_paper(sentence) is only_tells
