"""The tab of documents: the list, its chart, and the upload."""

from __future__ import annotations

import json
from datetime import date
from urllib.parse import parse_qs, urlsplit

from ui_support import HOSTILE, assistant, document, read

from assistant.access import Role, User
from assistant.memory import MemoryAssistant
from assistant.overview.documents import Column, Order
from assistant.overview.holdings import holdings, parties_of
from assistant.service import DocumentInfo
from corpus.records import Genre
from index.levels import Level
from ui.overview.documents import LIMIT, Listing, facets, table
from ui.overview.holdings import chart
from ui.overview.uploading import panel
from ui.texts import texts
from ui.views.documents import wanted

SV, EN = texts("sv"), texts("en")


def many(count: int) -> MemoryAssistant:
    return MemoryAssistant(
        document(id=f"d{n:04}", path=f"d{n:04}.txt", date=date(2020 + n % 3, 1 + n % 12, 1)) for n in range(count)
    )


def info(body: str | None, day: date | None, id: str = "x") -> DocumentInfo:
    return DocumentInfo(id, f"{id}.txt", id, Genre.MINUTES, body=body, date=day)


def titles(content: str) -> list[str]:
    return [attrs["data-doc"] or "" for tag, attrs in read(content).tags if tag == "button" and "data-doc" in attrs]


def test_only_what_is_there_can_be_chosen() -> None:
    service = assistant()
    offered = facets(service.documents(), SV, parties_of(service))
    assert offered["year"] == [("2023", "2023")]
    assert offered["genre"][0] == ("Interpellation", "interpellation")
    assert offered["body"] == [("Kommunfullmäktige", "Kommunfullmäktige")]
    assert offered["party"] == [("S", "S")]


def test_the_fields_make_a_filter() -> None:
    spec = wanted(["Kommunfullmäktige"], None, ["S"], "2024", "2023")
    assert (spec.body, spec.genre, spec.party) == (["Kommunfullmäktige"], [], ["S"])
    assert (spec.date_from, spec.date_to) == (date(2023, 1, 1), date(2024, 12, 31))


def test_the_list_tells_how_it_is_sorted_and_turns_round_when_pressed() -> None:
    service = assistant()
    newest = read(table(service.documents(), service.coverage(), SV))
    sorted_by = [attrs for tag, attrs in newest.tags if tag == "th" and "aria-sort" in attrs]
    assert [attrs["aria-sort"] for attrs in sorted_by] == ["descending"]
    assert "Datum▼" in newest.text
    listing = Listing(page=3).pressed({"sort": "title"})
    assert listing == Listing(Order(Column.TITLE, False), 0)
    content = table(service.documents(), service.coverage(), SV, listing)
    assert titles(content) == ["lek3", "lek1", "lek2"]
    assert titles(table(service.documents(), service.coverage(), SV, listing.pressed({"sort": "title"})))[0] == "lek2"


def test_odd_presses_change_nothing() -> None:
    listing = Listing()
    for data in ({}, {"sort": "size"}, {"page": "-1"}, {"page": "²"}, {"page": "9" * 30}, {"sort": None}):
        assert listing.pressed(data) == listing


def test_every_document_of_a_long_list_can_be_reached() -> None:
    service = many(2 * LIMIT + 1)
    seen: list[str] = []
    for page in range(3):
        content = table(service.documents(), service.coverage(), SV, Listing(page=page))
        seen += titles(content)
        steps = {
            attrs["data-key"]: attrs for tag, attrs in read(content).tags if tag == "button" and "data-key" in attrs
        }
        assert ("data-page" in steps["page-previous"], "data-page" in steps["page-next"]) == (page > 0, page < 2)
    assert sorted(seen) == [each.document_id for each in service.documents()]
    assert f"Rad 1–{LIMIT} av {2 * LIMIT + 1}" in read(table(service.documents(), service.coverage(), SV)).text
    beyond = table(service.documents(), service.coverage(), SV, Listing(page=99))
    assert len(titles(beyond)) == 1


def test_the_csv_link_carries_the_filters() -> None:
    service = assistant()
    spec = wanted(["Kommunfullmäktige"], ["minutes"], ["S"], "2023", None)
    content = table(service.documents(), service.coverage(), SV, None, " lek & stoj ", spec)
    (link,) = [attrs["href"] or "" for tag, attrs in read(content).tags if tag == "a"]
    assert urlsplit(link).path == "api/documents.csv"
    assert parse_qs(urlsplit(link).query) == {
        "q": ["lek & stoj"],
        "body": ["Kommunfullmäktige"],
        "genre": ["minutes"],
        "party": ["S"],
        "date_from": ["2023-01-01"],
        "language": ["sv"],
    }


def test_unread_files_are_listed_with_their_reason_in_the_language_and_escaped() -> None:
    reason = "kf/<b>trasig</b>.pdf: the PDF asks for a password; save a copy without one."
    service = MemoryAssistant([document(title=HOSTILE)], unread=[("kf/<b>trasig</b>.pdf", reason)])
    content = table(service.documents(), service.coverage(), SV)
    assert "<b>" not in content
    assert "<img" not in content
    assert "kf/<b>trasig</b>.pdf Filen kräver lösenord. Spara en kopia utan lösenord." in read(content).text
    assert "asks for a password: save" in read(table([], service.coverage(), EN)).text


def test_an_empty_list_says_so() -> None:
    assert "Inga handlingar passar" in table([], assistant().coverage(), SV)


BODIES = [
    info("kommunstyrelsen", date(2023, 11, 1), "a"),
    info("kommunstyrelsen", date(2023, 11, 2), "b"),
    info("kommunstyrelsen", date(2024, 2, 1), "c"),
    info("<i>nämnd</i>", date(2024, 1, 1), "d"),
    info(None, None, "e"),
]


def test_the_chart_shows_counts_and_gaps() -> None:
    content = chart(holdings(BODIES), SV)
    cells = [
        attrs for tag, attrs in read(content).tags if tag == "span" and (attrs.get("class") or "").startswith("cell")
    ]
    assert len(cells) == 2 * 4
    assert [cell["class"] for cell in cells[:4]] == ["cell shade-4", "cell gap", "cell gap", "cell shade-3"]
    assert cells[0]["title"] == "Kommunstyrelsen, 2023-11: 2"
    assert "<i>" not in content
    assert "4 handlingar med datum, 2023-11 till 2024-02." in read(content).text
    assert "Handlingar utan datum: 1." in read(content).text


def test_the_chart_is_told_in_words_and_as_a_table() -> None:
    content = chart(holdings(BODIES), SV)
    (image,) = [attrs for _, attrs in read(content).tags if attrs.get("role") == "img"]
    assert "Kommunstyrelsen: 3, 2023-11 till 2024-02, utan handlingar 2023-12 till 2024-01." in (
        image["aria-label"] or ""
    )
    details = read(content[content.index("<details") :])
    assert details.text.count("Kommunstyrelsen2023") == 1
    assert "Okänd avsändare: 1, utan datum." in details.text
    regions = [attrs for _, attrs in read(content).tags if attrs.get("role") == "region"]
    assert all(region["tabindex"] == "0" and region["aria-label"] for region in regions)


def test_small_bodies_share_a_row_and_a_stray_year_does_not_stretch_the_chart() -> None:
    boards = [info(f"nämnd {n:02}", date(2024, 1, 1), f"n{n}") for n in range(20)]
    content = chart(holdings([*boards, info("nämnd 00", date(1890, 1, 1), "gammal")]), SV)
    text = read(content).text
    assert "Övriga (9)" in text
    assert "Handlingar före 2009-02 visas bara i tabellen: 1." in text
    assert content.count('class="letter"') == 180


def test_a_chart_of_nothing_says_so() -> None:
    assert "Inga handlingar med datum" in chart(holdings([]), SV)
    assert "Inga handlingar med datum" in chart(holdings([info("a", None)]), SV)


def test_only_staff_see_the_upload() -> None:
    assert panel(User(), 1_000_000, SV) == ""
    assert panel(User("bo", Role.READER, Level.INTERNAL), 1_000_000, SV) == ""
    content = panel(User("anna", Role.STAFF, Level.INTERNAL), 7_000_000, SV)
    assert "Högst 7 MB per fil" in read(content).text
    radios = [attrs for tag, attrs in read(content).tags if tag == "input" and attrs["type"] == "radio"]
    assert [radio["value"] for radio in radios] == ["public", "internal"]
    assert not any("checked" in radio for radio in radios)


def test_staff_who_see_public_documents_only_have_no_choice_of_level() -> None:
    content = read(panel(User("eva", Role.STAFF, Level.PUBLIC), 1_000_000, SV))
    assert [attrs["value"] for tag, attrs in content.tags if attrs.get("name") == "upload-level"] == ["public"]
    assert "internal" not in str(content.tags)


def test_the_script_gets_its_texts_in_the_language_and_knows_who_may_remove() -> None:
    staff, admin = (User("a", role, Level.INTERNAL) for role in (Role.STAFF, Role.ADMIN))
    (first,) = [attrs for tag, attrs in read(panel(staff, 1, EN)).tags if tag == "details"]
    assert json.loads(first["data-texts"] or "")["sending"] == "Sending, {percent} %"
    assert (first["data-language"], "data-removes" in first) == ("en", False)
    assert 'data-removes="1"' in panel(admin, 1, EN)
