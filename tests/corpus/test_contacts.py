"""Telephone numbers and mail addresses: a citizen's are masked, an office's stay, and no character moves."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.addresses import addresses
from corpus.contacts import Paper, mask_contacts, mask_written
from corpus.privacy import counted, hide
from corpus.readers.base import RawDocument
from corpus.telephones import telephones

LETTER = "Till kommunstyrelsen\n\nJag vill klaga på gatan.\n\n{}\n\nMed vänlig hälsning\nMaj Lind\n"
PROPOSAL = "Medborgarförslag\n\nJag föreslår en lekplats i Tallhamra.\n\n{}\n"
OFFICER = "Tjänsteutlåtande\nTallhamra kommun\nDnr KS 2023/41\nHandläggare Eva Ek\n\nFörslag till beslut\n\n{}\n"
MINUTES = "Protokoll\nKommunstyrelsen i Tallhamra\n\n§ 1 Justering\n\n§ 2 Gatan\n\n{}\n\n§ 3 Bron\n\nAntecknas.\n"
MAIL = "Från: {}\nTill: Gatunämnden <gn@tallhamra.example>\nÄmne: Gatan\n\nGatan i Tallhamra är trasig.\n"


def masked(text: str, file_format: str = "txt") -> str:
    found = mask_contacts(text, Paper(text, file_format))
    assert len(found.text) == len(text)
    return found.text


@pytest.mark.parametrize(
    ("written", "mobile"),
    [
        ("070-174 06 12", True), ("0701740612", True), ("070-1740612", True), ("0701-74 06 12", True),
        ("070-174-06-12", True), ("070 174 06 12", True), ("+46 70 174 06 12", True), ("+46701740612", True),
        ("+46 (0)70-174 06 12", True), ("0046", None), ("08-465 004 21", False), ("08-46500421", False),
        ("(08) 465 004 21", False), ("0340-12 34 56", False), ("031-365 00 00", False), ("+46 31 365 00 00", False),
        ("+47 22 33 44 5566", True),
        ("020-12 34 56", None), ("0771-12 34 56", None), ("0790/22", None), ("N050-0247/22", None),
        ("SLK-2024-00126", None), ("AMN 2017-0090-01.02", None), ("2020-09-03", None), ("08-12-2023", None),
        ("08-16 30", None), ("1 040 000", None), ("1 040-60 000", None), ("0 20 40 60 80 100", None),
        ("+1 500 000", None), ("+44 500 000 000", None), ("212000-1355", None), ("5050-1055", None),
        ("0243-2023", None), ("0611-12345/22", None), ("040-60 000 kr", None), ("dnr 08-465 004 21", None),
        ("bankgiro 031-365 00 00", None), ("08-465 004 217 8", None), ("070-123 45 6", None), ("08 465 004 21", None),
    ],
)  # fmt: skip
def test_telephone_numbers_are_those_of_the_numbering_plan(written: str, mobile: bool | None) -> None:
    found = list(telephones(f"Se {written}, tack."))
    if mobile is None:
        assert found == [] or "08-465 004 21" in written
        return
    assert [one.mobile for one in found] == [mobile]
    assert f"Se {written}, tack."[found[0].start : found[0].end] == written


def test_a_word_before_tells_what_the_form_does_not() -> None:
    assert [one.mobile for one in telephones("Tel. 08 465 004 21")] == [False]
    assert [one.mobile for one in telephones("telefon: 084650042")] == [False]
    assert list(telephones("Konto 084650042")) == []


def test_a_number_may_go_on_in_the_next_line() -> None:
    text = LETTER.format("Ring 070-174\n06 12 efter sex")
    assert "•••-•••\n•• •• efter sex" in masked(text)


@pytest.mark.parametrize("paper", [LETTER, PROPOSAL])
@pytest.mark.parametrize(
    "own",
    ["070-174 06 12", "Telefon 08-465 004 21", "maj.lind@gmail.com", "maj (at) lind.se", "maj@lind.se", "maj@byggfirman.se"],
)  # fmt: skip
def test_what_a_citizen_writes_of_themselves_is_masked(paper: str, own: str) -> None:
    shown = masked(paper.format(own))
    assert own not in shown
    assert not any(character.isdigit() for character in shown.split("\n\n")[2])
    assert shown.split("\n\n")[0] == paper.split("\n\n")[0]


@pytest.mark.parametrize("paper", [LETTER, PROPOSAL])
@pytest.mark.parametrize(
    "public",
    [
        "registrator@tallhamra.example", "kommunstyrelsen@tallhamra.example", "eva.ek@goteborg.se", "eva.ek@kansli.gov.se",
        "Kommunens växel: 08-465 004 00", "Kontaktcenter 031-365 00 00", "020-12 34 56", "Dnr KS 2023/41, 2023-04-18, 1 500 000 kr",
    ],
)  # fmt: skip
def test_what_is_an_offices_stays_in_a_citizens_paper(paper: str, public: str) -> None:
    text = paper.format(public)
    assert masked(text) == text


@pytest.mark.parametrize("paper", [OFFICER, MINUTES])
@pytest.mark.parametrize(
    "public",
    [
        "Handläggare Eva Ek, 070-174 06 12", "Telefon 08-465 004 21", "Eva Ek, eva.ek@tallhamra.example", "eva.ek@vatten.example",
        "Kontaktperson: Bo Ask\n08-465 004 22\nbo.ask@tallhamra.example", "styrelsen.bollklubben@gmail.com",
    ],
)  # fmt: skip
def test_what_an_office_prints_of_itself_stays(paper: str, public: str) -> None:
    text = paper.format(public)
    assert masked(text) == text


@pytest.mark.parametrize("paper", [OFFICER, MINUTES])
@pytest.mark.parametrize(
    "private",
    ["Sökande: Maj Lind, 08-465 004 21", "Klagande Maj Lind, maj@lind.se", "maj.lind@hotmail.com", "Privat 08-465 004 21",
     "Tel. bostad: 08-465 004 21", "Hon nås på 070-174 06 12."],
)  # fmt: skip
def test_somebody_from_outside_is_masked_in_an_offices_paper(paper: str, private: str) -> None:
    if "nås" in private and paper is OFFICER:
        private = "x" * 260 + " " + private  # far from the officer's name
    shown = masked(paper.format(private))
    assert "•" in shown
    assert not any(part in shown for part in ("004 21", "maj@", "maj.lind", "06 12"))


def test_a_mail_is_a_citizens_unless_an_office_sends_it() -> None:
    own = MAIL.format("Maj Lind <maj.lind@post.example>")
    assert masked(own, "eml") == own.replace("maj.lind@post.example", "••••••••@••••••••••••")
    office = MAIL.format("Eva Ek <eva.ek@tallhamra.example>") + "Ring mig på 08-465 004 21.\n"
    assert "eva.ek@tallhamra.example" in masked(office, "eml")


def test_a_persons_own_domain_is_no_organisations() -> None:
    text = LETTER.format("Maj Lind\nmaj@lind.example\nwww.lind.example")
    assert "maj@" not in masked(text)


def test_what_is_masked_is_counted_by_kind() -> None:
    text = LETTER.format("811218-9876, 070-174 06 12, maj@gmail.com och 08-465 004 21")
    shown, raw, notes = hide(RawDocument("txt", (text,), title="Brev från maj@gmail.com"), text)
    assert counted(notes) == {"masked": 1, "masked_telephones": 2, "masked_addresses": 2}
    assert raw.title == "Brev från •••@•••••••••"
    assert len(shown) == len(text)
    assert hide(RawDocument("txt", ("Hej",)), "Hej")[2] == ()


def test_what_a_user_writes_is_masked_but_for_authorities() -> None:
    found = mask_written("Ring 08-465 004 21 eller maj@lind.se, inte stad@goteborg.se")
    assert found.text == "Ring ••-••• ••• •• eller •••@•••••••, inte stad@goteborg.se"
    assert (found.telephones, found.addresses) == (1, 1)


def test_addresses_are_found_as_they_are_written() -> None:
    text = "a.b@x.se; <c@y.example>, d (at) z.se e@1.2 f@ g.se @h.se i[at]j.se."
    assert [text[one.start : one.end] for one in addresses(text)] == [
        "a.b@x.se",
        "c@y.example",
        "d (at) z.se",
        "f@ g.se",
        "i[at]j.se",
    ]


@given(st.text(alphabet="0178+-–() /.@aåA\n:46", max_size=60))
def test_only_what_is_masked_changes(text: str) -> None:
    found = mask_contacts(text, Paper(text, "eml"))
    assert len(found.text) == len(text)
    assert all(a == b or b == "•" for a, b in zip(text, found.text, strict=True))
    assert (found.text != text) == (found.telephones + found.addresses > 0)
