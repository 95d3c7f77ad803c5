"""What kind of value a question asks for, and where a text holds one."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.extraction.values import (
    asked_kind,
    bound_asked,
    counts_things,
    find,
    holds,
    is_shown,
    is_strict,
    may_answer,
    within,
)

KINDS = (
    "vote", "case", "share", "duration", "age", "number", "money", "time", "date", "reason", "person", "place", "name",
)  # fmt: skip


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("När öppnar simhallen?", "date"),
        ("Och när öppnar den?", "date"),
        ("Vilket datum flyttar Jobbcentrum?", "date"),
        ("Sedan när är bron stängd?", "date"),
        ("When does the pool open?", "date"),
        ("What year was the school built?", "date"),
        ("Hur dags öppnar biblioteket?", "time"),
        ("När på dagen öppnar biblioteket?", "time"),
        ("What time does the library open?", "time"),
        ("Hur många medarbetare har Jobbcentrum?", "number"),
        ("Vad är antalet platser på förskolan?", "number"),
        ("Hur hög är kyrkan?", "number"),
        ("How many people work there?", "number"),
        ("How often does the bus run?", "number"),
        ("Vad kostar flytten?", "money"),
        ("Hur mycket kostade det?", "money"),
        ("Vilken avgift gäller för torgplats?", "money"),
        ("Vad blev köpeskillingen?", "money"),
        ("How much did the move cost?", "money"),
        ("What is the rent of the hall?", "money"),
        ("Hur stor andel av eleverna klarade provet?", "share"),
        ("Hur många procent av husen har fiber?", "share"),
        ("What share of the pupils passed?", "share"),
        ("How large a part of the budget is spent?", "share"),
        ("Hur länge är simhallen stängd?", "duration"),
        ("Hur lång tid tar reparationen?", "duration"),
        ("Hur gammal är bron?", "age"),
        ("How old is the bridge?", "age"),
        ("Do you know when the pool opens?", "date"),
        ("Vilket nummer har ärendet om simhallen?", "case"),
        ("Vad är avtalet om snöröjning värt?", "money"),
        ("What is the contract worth?", "money"),
        ("Hur många veckor är väntetiden?", "duration"),
        ("How long is the pool closed?", "duration"),
        ("How many weeks is the wait?", "duration"),
        ("Varför stängdes simhallen?", "reason"),
        ("Vad är skälet till att bussen drogs in?", "reason"),
        ("Vad beror förseningen på?", "reason"),
        ("Why was the pool closed?", "reason"),
        ("What is the reason for the delay?", "reason"),
        ("Vem är enhetschef?", "person"),
        ("Vad heter rektorn?", "person"),
        ("Who is the head of the unit?", "person"),
        ("Var ligger simhallen?", "place"),
        ("Vilken gata flyttar Jobbcentrum till?", "place"),
        ("Where is the pool?", "place"),
        ("Which street does it move to?", "place"),
        ("Vilket företag byggde bron?", "name"),
        ("Vilka fack deltog i samrådet?", "name"),
        ("Vad heter enheten?", "name"),
        ("Which firm built the bridge?", "name"),
        ("Which union signed the agreement?", "name"),
        ("Är simhallen öppen?", "yesno"),
        ("Har kommunen byggt laddstolpar?", "yesno"),
        ("Is the pool open?", "yesno"),
        ("Did the council approve the motion?", "yesno"),
        ("Vilket diarienummer har ärendet?", "case"),
        ("What is the case number?", "case"),
        ("Hur föll rösterna?", "vote"),
        ("Hur gick omröstningen?", "vote"),
        ("How did the council vote on the motion?", "vote"),
        ("Vad gäller för torget?", None),
        ("Berätta om simhallen", None),
        ("What applies to the square?", None),
        ("", None),
    ],
)
def test_what_kind_of_value_is_asked_for(question: str, kind: str | None) -> None:
    assert asked_kind(question) == kind


@pytest.mark.parametrize(
    ("kind", "text", "found"),
    [
        ("date", "Simhallen öppnar den 1 september 2022.", ["den 1 september 2022"]),
        ("date", "Simhallen öppnar 2022-09-01.", ["2022-09-01"]),
        ("date", "Simhallen öppnar till hösten.", ["hösten"]),
        ("date", "Den byggdes 2021–2023.", ["2021–2023"]),
        ("date", "Den öppnar v. 34.", ["v. 34"]),
        ("money", "Flytten kostar 1 850 000 kronor.", ["1 850 000 kronor"]),
        ("money", "Flytten kostar 4,2 mnkr.", ["4,2 mnkr"]),
        ("money", "Flytten kostar tre miljoner kronor.", ["tre miljoner kronor"]),
        ("money", "Den kostar 2–3 miljoner kronor.", ["2–3 miljoner kronor"]),
        ("number", "Enheten har 34 medarbetare.", ["34"]),
        ("number", "Enheten har elva medarbetare.", ["elva"]),
        ("number", "Där går mellan 20–30 barn.", ["20–30"]),
        ("number", "Det finns 12.500 platser.", ["12.500"]),
        ("number", "Inga träd fälldes.", ["Inga"]),
        ("share", "34,5 % av eleverna klarade provet.", ["34,5 %"]),
        ("share", "Sex av tio elever klarade provet.", ["Sex av tio"]),
        ("share", "7 av 10 hus har fiber.", ["7 av 10"]),
        ("share", "Hälften av husen har fiber.", ["Hälften"]),
        ("duration", "Väntetiden är elva veckor.", ["elva veckor"]),
        ("duration", "Det tar två och ett halvt år.", ["två och ett halvt år"]),
        ("duration", "Den är stängd tills vidare.", ["tills vidare"]),
        ("duration", "Avtalet löper till och med den 30 april 2026.", ["till och med den 30 april 2026"]),
        ("duration", "Badet finns kvar till maj 2025.", ["till maj 2025"]),
        ("duration", "Spåret lyses upp till klockan 22.00.", ["till klockan 22.00"]),
        ("age", "Bron byggdes 1934.", ["byggdes 1934"]),
        ("age", "Bron är 90 år.", ["90 år"]),
        ("time", "Mötet börjar klockan 14.30.", ["klockan 14.30"]),
        ("time", "Öppet kl. 8–16.", ["kl. 8–16"]),
        ("vote", "Omröstningen utfaller med 27 Ja mot 18 Nej.", ["27 Ja", "18 Nej"]),
        ("case", "Dnr KS 2022/0041", ["KS 2022/0041"]),
        ("person", "Chef är Mikael Thor (S).", ["Mikael Thor (S)"]),
        ("place", "Den ligger på Storgatan.", ["Storgatan"]),
        ("name", "Den sköts av miljöförvaltningen.", ["miljöförvaltningen"]),
        ("reason", "Den stängdes på grund av fukt.", ["på grund av"]),
    ],
)
def test_a_value_is_found_whole(kind: str, text: str, found: list[str]) -> None:
    assert [text[value.start : value.end] for value in find(kind, text)] == found


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("number", "Enheten har många medarbetare."),
        ("number", "En granskning görs."),
        ("number", "Ett hundbad byggs."),
        ("number", "Den byggdes 2022."),
        ("number", "Den byggdes 2021–2023."),
        ("number", "Mötet hölls den 14 mars 2022."),
        ("number", "Mötet hölls 2022-03-14."),
        ("number", "Dnr KS 2022/0041"),
        ("number", "2022/0041"),
        ("number", "§12"),
        ("number", "Det står i § 12."),
        ("number", "Det står i §§ 12–14."),
        ("number", "Den går i klass 7b."),
        ("number", "Det var på 1990-talet."),
        ("money", "Flytten tar 14 dagar."),
        ("money", "Den byggdes 2022."),
        ("money", "Badet är gratis."),
        ("share", "Enheten har 34 medarbetare."),
        ("duration", "Flytten kostar 14 kronor."),
        ("date", "Simhallen öppnar snart."),
        ("date", "Dnr KS 2022/0041"),
        ("reason", "Den stängdes i mars."),
        ("case", "Ärendet avslutas."),
        ("person", "Chefen är ny."),
        ("person", "Badet drivs av Tallhamra Bad AB."),
        ("person", "Vi anlitade Revisionsbyrån Granlund."),
        ("time", "Den tar 14 dagar."),
        ("yesno", "Ja, 34 av dem."),
        (None, "Enheten har 34 medarbetare."),
        ("number", ""),
    ],
)
def test_what_only_looks_like_a_value_is_none(kind: str | None, text: str) -> None:
    assert find(kind, text) == []
    assert not holds(kind, text)


@pytest.mark.parametrize("blank", [" ", "\u00a0", "\u202f"])
def test_blanks_between_thousands_hold_a_number_together(blank: str) -> None:
    text = f"Det finns 1{blank}250{blank}000 platser."
    assert [text[value.start : value.end] for value in find("number", text)] == [f"1{blank}250{blank}000"]


def test_a_count_beside_a_year_is_the_count() -> None:
    text = "År 2022 hade enheten 34 medarbetare, enligt dnr AVN 2022/0147."
    assert [text[value.start : value.end] for value in find("number", text)] == ["34"]


def test_what_always_has_a_form_can_be_shown() -> None:
    assert all(is_shown(kind) for kind in KINDS if is_strict(kind))
    assert not is_shown("reason")
    assert not is_shown(None)


PIECES = st.sampled_from(
    ["34", "1 850 000", "2022", "§ 12", "KS 2022/0041", "2022-03-14", "den 1 maj 2023", "kl. 14.30", "%", "kronor",
     "sex av tio", "veckor", "Anna Ek (S)", "Storgatan", "27 Ja", "på grund av", "och", "\u00a0", "\n", ",", "–", "tre"]
)  # fmt: skip
TEXTS = st.one_of(st.text(max_size=80), st.lists(PIECES, max_size=10).map(" ".join))


@given(st.sampled_from(KINDS), TEXTS)
def test_values_lie_in_the_text_in_order_and_apart(kind: str, text: str) -> None:
    found = find(kind, text)
    assert all(value.kind == kind and text[value.start : value.end].strip() for value in found)
    assert all(0 <= value.start < value.end <= len(text) for value in found)
    assert all(one.end <= other.start for one, other in pairwise(found))
    assert holds(kind, text) is bool(found)


@given(st.text(max_size=200))
def test_whatever_is_asked_has_a_known_kind_or_none(question: str) -> None:
    assert asked_kind(question) in (*KINDS, "yesno", None)


@pytest.mark.parametrize(
    ("kind", "text", "may"),
    [
        ("date", "Badet öppnar den 3 maj.", True),
        ("date", "Badet byggs när planen har vunnit laga kraft.", True),
        ("date", "Badet byggs om.", False),
        ("number", "Badet har många besökare.", False),
        ("reason", "Badet byggs om.", True),
    ],
)
def test_a_sentence_without_what_is_asked_for_cannot_answer(kind: str, text: str, may: bool) -> None:
    assert may_answer(kind, text, find(kind, text)) is may


@pytest.mark.parametrize(
    "text", ["väntetiden är sju månader", "unga mellan 16 och 24 år", "en skola för 12-åringar", "avtalet löper i 3 år"]
)
def test_an_age_or_a_time_is_no_count(text: str) -> None:
    assert find("number", text) == []


@pytest.mark.parametrize(
    ("question", "dates"),
    [
        ("Från när gäller bidraget?", ["den 1 juli 2024"]),
        ("From when do clubs get the grant?", ["den 1 juli 2024"]),
        ("När träder bidraget i kraft?", ["den 1 juli 2024"]),
        ("Senast när ska klubben söka?", ["den 31 oktober 2024"]),
        ("When is the deadline?", ["den 31 oktober 2024"]),
        ("När beslutade nämnden om bidraget?", ["den 1 juli 2024", "den 31 oktober 2024"]),
    ],
)
def test_a_day_by_which_is_no_day_from_which(question: str, dates: list[str]) -> None:
    text = "Bidraget gäller från den 1 juli 2024 och söks senast den 31 oktober 2024."
    bound = bound_asked(question)
    assert [text[v.start : v.end] for v in find("date", text) if within(bound, text, v)] == dates


@pytest.mark.parametrize(
    ("question", "things"),
    [
        ("Hur många lärare jobbar på komvux?", True),
        ("How many recommendations were there?", True),
        ("Med hur många miljoner minskar anslaget?", False),
        ("Hur mycket har antalet skolledare ökat?", False),
    ],
)
def test_whether_things_are_counted(question: str, things: bool) -> None:
    assert counts_things(question) is things


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("Vad heter vd:n för badbolaget?", "person"),
        ("Vad heter den som fick jobbet?", "person"),
        ("Vad heter badbolaget?", "name"),
    ],
)
def test_what_is_called_is_somebody_or_something(question: str, kind: str) -> None:
    assert asked_kind(question) == kind
