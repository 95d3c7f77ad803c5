"""Ballot lists: annexes and tables that say how each member voted. They are read, and kept from every search."""

from __future__ import annotations

from papers import acts, paper

from corpus.records import ActKind, Choice, Document, Vote
from index.passages import passages

HEAD = "Tallhamra kommun\n\nKommunfullmäktige\n\nProtokoll 2024-03-12\n\n"
ROWS = [
    ("Anna Ek", "S", "1", "Ordförande", "Ja"),
    ("Bo Ask", "M", "2", "2:e v Ordf", "Nej"),
    ("Eva Lo Hjortsberg", "TL", "3", "Ersättare", "Ja"),
    ("Per Dal", "SD", "12", "Ledamot", "Avstår"),
    ("Karin Ros", "C", "5", "Ledamot", "Frånvarande"),
]
CELLS = "\n\n".join("\n\n".join(row) for row in ROWS)
OPEN = "Omröstning\n\nJa för avslag och Nej för bifall."
COLUMNS = "Namn\n\nParti\n\nPlats\n\nFunktion\n\nResultat"
NAMES = ["Anna Ek (S)", "Bo Ask (M)", "Eva Lo Hjortsberg (TL)", "Per Dal (SD)", "Karin Ros (C)"]


def item(number: int, text: str) -> str:
    return f"§ {number}\n\nMotion om badplats nummer {number}\n\n{text}\n\nBeslut\n\nMotionen avslås."


def vote_on(number: int, annex: int, result: str = "2 Ja mot 1 Nej. 1 ledamot avstår") -> str:
    return item(
        number,
        "Omröstning\n\n”Ja för avslag och Nej för bifall till motionen.”\n\n"
        f"Omröstningen utfaller med {result}. Hur var och en röstar framgår av bilaga {annex}.",
    )


def minutes(*parts: str) -> Document:
    """Minutes whose first § (and annexes behind two other §) are the parts."""
    return paper("\n\n".join([HEAD + parts[0], item(8, "Bordlagt."), item(9, "Bordlagt."), *parts[1:]]))


def cast(vote: Vote) -> dict[str, Choice]:
    return {ballot.actor.label: ballot.choice for ballot in vote.ballots}


def searched(document: Document) -> str:
    return "\n".join(passage.text for passage in passages(document))


EXPECTED = dict(zip(NAMES, [Choice.YES, Choice.NO, Choice.YES, Choice.ABSTAINED, Choice.ABSENT], strict=True))


def test_an_annex_of_one_cell_a_line() -> None:
    document = minutes(
        vote_on(7, 2),
        "Bilaga 2\n\nÄrende: 7\n\nÄrendemening: Motion av Bo Ask (M) om badplats\n\nAntal Ja: 2\n\nAntal Nej: 1\n\n"
        f"Antal Avstår: 1\n\nAntal Frånv: 1\n\n{COLUMNS}\n\n{CELLS}",
    )
    (vote,) = document.votes
    assert cast(vote) == EXPECTED
    assert (vote.yes, vote.no, vote.abstained, vote.absent) == (2, 1, 1, 1)
    assert all(b.actor.name in " ".join(document.quote(b.span).split()) for b in vote.ballots)


def test_its_cells_are_neither_searched_nor_acts_but_stay_in_the_text() -> None:
    document = minutes(vote_on(7, 1), f"Bilaga 1\n\n{COLUMNS}\n\n{CELLS}")
    assert "Hjortsberg" in document.text
    assert "Hjortsberg" not in searched(document)
    assert acts(document, ActKind.ATTENDANCE) == []
    assert "Motionen avslås." in searched(document)


def test_each_annex_goes_to_the_vote_that_names_it() -> None:
    other = CELLS.replace("Ja", "Nej")
    second = vote_on(10, 1, "0 Ja mot 3 Nej. 1 ledamot avstår")
    annexes = f"Bilaga 1\n\n{COLUMNS}\n\n{other}\n\nBilaga 2\n\n{COLUMNS}\n\n{CELLS}"
    document = minutes(vote_on(7, 2), second, annexes)
    assert [vote.ballots[0].choice for vote in document.votes] == [Choice.YES, Choice.NO]


def test_an_annex_with_other_numbers_belongs_to_another_vote() -> None:
    annex = f"Bilaga 1\n\nAntal Ja: 2\n\nAntal Nej: 1\n\n{COLUMNS}\n\n{CELLS}"
    document = minutes(vote_on(7, 1, "9 Ja mot 3 Nej"), annex)
    (vote,) = document.votes
    assert vote.ballots == ()
    assert (vote.yes, vote.no) == (9, 3)
    assert "Hjortsberg" not in searched(document)


def test_rows_with_bars_and_a_paragraph_in_the_title() -> None:
    rows = "\n".join(" | ".join(row) for row in ROWS)
    document = minutes(
        item(7, "Omröstning\n\nOmröstning genomförs. Ja för avslag och Nej för bifall."),
        f"Voteringslista, § 7 Motion om badplats\n\nNamn | Parti | Plats | Roll | Röst\n{rows}\n"
        "Resultat: 2 Ja, 1 Nej, 1 Avstår, 1 Frånvarande",
    )
    (vote,) = document.votes
    assert cast(vote) == EXPECTED
    assert (vote.yes, vote.no, vote.abstained, vote.absent) == (2, 1, 1, 1)


def test_crosses_below_yes_and_no() -> None:
    table = (
        "Ledamot | Ja | Nej | Avstår\nAnna Ek (S), ordförande | X | |\nBo Ask (M), Västerby | | X |\n"
        "Eva Lo (V) | X | |\nSumma | 2 | 1 | 0"
    )
    document = minutes(item(7, f"{OPEN}\n\nMed 2 Ja mot 1 Nej avslås motionen.\n\n{table}"))
    (vote,) = document.votes
    assert cast(vote) == {"Anna Ek (S)": Choice.YES, "Bo Ask (M)": Choice.NO, "Eva Lo (V)": Choice.YES}
    assert vote.abstained == 0


def test_crosses_that_lost_their_columns_say_nothing() -> None:
    table = "Ledamot\nJa\nNej\nAvstår\nAnna Ek (S)\nX\nBo Ask (M)\nX\nEva Lo (V)\nX"
    document = minutes(item(7, f"{OPEN}\n\nMed 2 Ja mot 1 Nej avslås motionen.\n\n{table}"))
    (vote,) = document.votes
    assert vote.ballots == ()
    assert "Bo Ask" not in searched(document)


def test_cells_that_share_a_line_and_surnames_first() -> None:
    document = minutes(
        vote_on(7, 1, "2 Ja mot 1 Nej"),
        f"Bilaga 1\n\n{COLUMNS}\nSund Ek, Anna S1\nLedamot\nJa\nAsk, Bo M\n2\nLedamot\nNej\nLo, Eva\nTL 3\nErsättare Ja",
    )
    (vote,) = document.votes
    assert cast(vote) == {"Anna Sund Ek (S)": Choice.YES, "Bo Ask (M)": Choice.NO, "Eva Lo (TL)": Choice.YES}


def test_numbers_by_counting_only_where_every_row_is_read() -> None:
    title = f"Bilaga till § 7 Omröstning\n\n{COLUMNS}\n\n"
    (counted,) = minutes(item(7, OPEN), title + CELLS).votes
    assert (counted.yes, counted.no, counted.abstained, counted.absent) == (2, 1, 1, 1)
    (open_,) = minutes(item(7, OPEN), title + CELLS.replace("Bo Ask", "oläsligt")).votes
    assert (open_.yes, open_.no) == (None, None)
    assert "Bo Ask (M)" not in cast(open_)


def test_other_tables_stay() -> None:
    table = "Namn | Resultat\nEkbackaskolan | 45\nVästerbyskolan | 51\nHamnens förskola | 38"
    document = paper(f"Rapport om skolornas resultat\n\nBakgrund\n\nSiffrorna gäller våren.\n\n{table}")
    assert "Ekbackaskolan | 45" in searched(document)
