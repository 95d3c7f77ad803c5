"""How it was voted: numbers, what Ja meant, and who voted how."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from papers import paper

from corpus.acts.counts import find_counts
from corpus.acts.meanings import find_meanings
from corpus.records import Choice, Document, Vote

HEAD = "Tallhamra kommun\n\nSocialnämnden\n\nProtokoll 2024-03-12\n\n"
ITEMS = "\n\n".join(f"§ {n}\n\nÄrende {n}\n\nBeslut\n\nPlan {n} antas." for n in range(31, 34))


def minutes(text: str) -> Document:
    """Minutes with one § on a youth club, and three others behind it."""
    return paper(f"{HEAD}§ 30\n\nFritidsgård i Norrgården\n\n{text}\n\n{ITEMS}")


def means(document: Document, vote: Vote) -> tuple[str | None, str | None]:
    words = [document.quote(span) if span else None for span in (vote.yes_means, vote.no_means)]
    return words[0], words[1]


def numbers(vote: Vote) -> tuple[int | None, int | None, int | None, int | None]:
    return vote.yes, vote.no, vote.abstained, vote.absent


def voters(vote: Vote, choice: Choice) -> list[str]:
    return [ballot.actor.label for ballot in vote.ballots if ballot.choice is choice]


@pytest.mark.parametrize(
    ("told", "counts"),
    [
        ("12 ja mot 9 nej", (12, 9, None, None)),
        ("med 43 Ja-röster mot 38 Nej-röster", (43, 38, None, None)),
        ("Ja: 45, Nej: 30, Avstår: 6", (45, 30, 6, None)),
        ("6 Ja mot 3 Nej. 2 ledamöter avstår från att rösta. 1 ledamot är frånvarande.", (6, 3, 2, 1)),
        ("tolv ja-röster mot tjugotre nej-röster och en ledamot som avstår", (12, 23, 1, None)),
        ("med röstsiffrorna 7 ja, 4 nej. Ingen avstår", (7, 4, 0, None)),
        ("sju ledamöter röstar ja och fyra ledamöter röstar nej", (7, 4, None, None)),
        ("med 4 nej mot 7 ja", (7, 4, None, None)),
        ("Antal Ja: 43\nAntal Nej: 38\nAntal Avstår: 0\nAntal Frånv: 2", (43, 38, 0, 2)),
    ],
)
def test_numbers_as_they_are_told(told: str, counts: tuple[int | None, ...]) -> None:
    (found,) = find_counts(f"Omröstningen utfaller: {told}. Beslutet gäller.")
    assert (found.yes, found.no, found.abstained, found.absent) == counts


@pytest.mark.parametrize(
    "text", ["§ 7 Ja", "ja, 7 nej", "Ja för bifall, nej för avslag", "12 personer, 9 nej", "ja 2024"]
)
def test_what_is_no_result(text: str) -> None:
    assert find_counts(text) == []


@given(st.integers(0, 99), st.integers(0, 99), st.sampled_from(["mot", "och", ","]))
def test_any_two_numbers(yes: int, no: int, between: str) -> None:
    text = f"Med {yes} ja {between} {no} nej bifalls förslaget."
    (found,) = find_counts(text)
    assert (found.yes, found.no) == (yes, no)
    assert text[found.start : found.end].endswith("nej")


@pytest.mark.parametrize(
    ("order", "yes", "no"),
    [
        ("”Ja för bifall till planen. Nej för återremiss.”", "bifall till planen", "återremiss"),
        ("Ja för avslag och Nej för bifall till yrkandet från M.", "avslag", "bifall till yrkandet från M"),
        ("”Ja för avslag och Nej för bifall till yrkandet från M.” Bo Ask", "avslag", "bifall till yrkandet från M"),
        ("Den som vill bifalla planen röstar ja, den som vill avslå den röstar nej.", "vill bifalla planen", "vill avslå den"),
        ("Ja-röst innebär bifall till Bo Asks m.fl. yrkande, nej-röst innebär avslag.", "bifall till Bo Asks m.fl. yrkande", "avslag"),
        ("Ja = bifall till planen\nNej = avslag", "bifall till planen", "avslag"),
        ("JA för att frågan inte ställs. NEJ för att den ställs.", "att frågan inte ställs", "att den ställs"),
        ("Nej för avslag och ja för bifall.", "bifall", "avslag"),
    ],
)  # fmt: skip
def test_what_yes_and_no_mean(order: str, yes: str, no: str) -> None:
    text = f"Godkänd voteringsproposition: {order}"
    (found,) = find_meanings(text)
    assert [text[slice(*span)] for span in (found.yes, found.no) if span] == [yes, no]


def test_approval_of_the_proposition() -> None:
    text = "Godkännande av ordförandens proposition innebär bifall till planen."
    (found,) = find_meanings(text)
    assert [text[slice(*span)] for span in (found.yes,) if span] == ["bifall till planen"]
    assert found.no is None


@pytest.mark.parametrize("text", ["Vi säger ja till skolan och nej till neddragningar.", "Ja: 7, Nej: 4"])
def test_what_is_no_proposition_order(text: str) -> None:
    assert find_meanings(text) == []


def test_several_votes_in_one_paragraph() -> None:
    document = minutes(
        "Omröstning\n\nFörberedande votering: Ja för bifall till förslaget från V och Nej för bifall till förslaget "
        "från M. Omröstningen utfaller med 3 Ja mot 5 Nej. 3 ledamöter avstår.\n\nOmröstning - Huvudvotering\n\n"
        "Ja för bifall till förvaltningens förslag. Nej för bifall till förslaget från M.\n\n"
        "Med 6 Ja mot 5 Nej bifalls förvaltningens förslag.\n\nBeslut\n\n"
        "Nämnden bifaller med 6 ja mot 5 nej förvaltningens förslag."
    )
    assert [numbers(vote) for vote in document.votes] == [(3, 5, 3, None), (6, 5, None, None)]
    first, second = document.votes
    assert means(document, first) == ("bifall till förslaget från V", "bifall till förslaget från M")
    assert means(document, second)[0] == "bifall till förvaltningens förslag"
    assert all(document.sections[v.section or 0].paragraph == "30" for v in document.votes)


def test_an_earlier_vote_that_is_retold_is_none() -> None:
    document = minutes(
        "Tidigare behandling\n\nVid omröstningen i kommunstyrelsen röstade 7 ja och 6 nej. Med 7 ja mot 6 nej föll "
        "yrkandet.\n\nBeslut\n\nÄrendet bordläggs.\n\nReservation\n\nAnna Ek (V) reserverar sig mot beslutet. Vid "
        "omröstningen i fjol föll förslaget med 9 ja mot 12 nej."
    )
    assert document.votes == ()


def test_names_with_their_votes() -> None:
    document = minutes(
        "Omröstning\n\n”Ja för bifall till planen och Nej för avslag.”\n\n"
        "Anna Ek (S), Bo Ask (M), Norrgården, tjänstgörande ersättaren Eva Lo (V) och ordföranden Per Dal (S) röstar "
        "Ja (4).\n\nKarin Ros (C) och Nils Hed (C) röstar Nej (2).\n\nMia Fors (L) avstår från att rösta (1)."
    )
    (vote,) = document.votes
    assert numbers(vote) == (4, 2, 1, None)
    assert voters(vote, Choice.YES) == ["Anna Ek (S)", "Bo Ask (M)", "Eva Lo (V)", "Per Dal (S)"]
    assert voters(vote, Choice.NO) == ["Karin Ros (C)", "Nils Hed (C)"]
    assert voters(vote, Choice.ABSTAINED) == ["Mia Fors (L)"]
    assert all(ballot.actor.name in document.quote(ballot.span) for ballot in vote.ballots)


def test_lists_behind_their_label() -> None:
    document = minutes(
        "Omröstning\n\nOmröstning begärs. Ja för bifall till planen och Nej för avslag.\n\n"
        "Ja: Anna Ek och Eva Lo (båda V) samt Bo Ask (M).\n\nNej röstar Karin Ros (C).\n\nAvstår: Mia Fors (L)."
    )
    (vote,) = document.votes
    assert numbers(vote) == (3, 1, 1, None)
    assert voters(vote, Choice.YES) == ["Anna Ek (V)", "Eva Lo (V)", "Bo Ask (M)"]


def test_a_list_that_is_not_whole_is_not_counted() -> None:
    document = minutes(
        "Omröstning\n\nJa för bifall till planen och Nej för avslag.\n\nSamtliga utom Karin Ros (C) röstar ja.\n\n"
        "Karin Ros (C) röstar nej."
    )
    (vote,) = document.votes
    assert numbers(vote) == (None, None, None, None)
    assert voters(vote, Choice.YES) == []


def test_a_number_that_differs_from_its_names_leaves_the_voters_open() -> None:
    document = minutes(
        "Omröstning\n\nJa för bifall och Nej för avslag.\n\nAnna Ek (S) och Bo Ask (M) röstar Ja (5).\n\n"
        "Karin Ros (C) röstar Nej (1)."
    )
    (vote,) = document.votes
    assert numbers(vote) == (5, 1, None, None)
    assert [b.actor.label for b in vote.ballots] == ["Karin Ros (C)"]


def test_no_vote_without_a_word_of_it() -> None:
    assert minutes("Beslut\n\nEnkäten besvarades med 12 ja mot 9 nej och planen antas.").votes == ()


def test_only_minutes_hold_votes() -> None:
    document = paper("Motion om fritidsgård\n\nVid omröstningen blev det 12 ja mot 9 nej.\n\nAnna Ek (V)")
    assert document.votes == ()


@given(st.text(st.sampled_from('jaJnej 0127,.:;()mot\n"”§'), max_size=120))
def test_spans_lie_in_the_text(text: str) -> None:
    for counts in find_counts(text):
        assert 0 <= counts.start < counts.end <= len(text)
    for meaning in find_meanings(text):
        for span in (meaning.yes, meaning.no):
            assert span is None or meaning.start <= span[0] < span[1] <= meaning.end <= len(text)
