"""Page headers, page numbers and signature lines are known for noise; what says something is not."""

from __future__ import annotations

from itertools import accumulate, pairwise

from hypothesis import given
from hypothesis import strategies as st

from corpus.noise import find_noise, find_page_tops

HEADER = "Tallhamra kommun\nKommunfullmäktige, protokoll\nSammanträdesdatum 2022-06-20"
FOOT = "Justerandes sign          Utdragsbestyrkande"
LINES = ["Fullmäktige antar planen.", "Ordföranden tackar.", "Ärendet bordläggs.", "Motionen avslås."]


def minutes(pages: int) -> tuple[str, ...]:
    return tuple(
        f"{HEADER}\n{n} ({pages})\n§ {60 + n} Ärende nummer {n}\n{LINES[(n - 1) % 4]} Se sidan {n}.\n{FOOT}"
        for n in range(1, pages + 1)
    )


def noisy(pages: tuple[str, ...], marked: list[tuple[int, int]] | None = None) -> list[str]:
    text, starts = joined(pages)
    return [text[a:b].strip() for a, b in find_noise(text, starts, marked)]


def joined(pages: tuple[str, ...]) -> tuple[str, tuple[int, ...]]:
    return "\f".join(pages), tuple(accumulate((len(p) + 1 for p in pages[:-1]), initial=0))


def test_headers_numbers_and_signature_lines() -> None:
    found = noisy(minutes(5))
    assert found.count(FOOT) == 5
    assert [f"{n} (5)" for n in range(1, 6)] == [line for line in found if line.endswith("(5)")]
    assert found.count("Kommunfullmäktige, protokoll") == 4


def test_the_first_page_keeps_its_header() -> None:
    pages = minutes(5)
    text, starts = joined(pages)
    assert all(a >= len(HEADER) for a, _ in find_noise(text, starts))


def test_what_the_paper_says_is_kept() -> None:
    found = " ".join(noisy(minutes(5)))
    assert "§" not in found
    assert "bordläggs" not in found


def test_spellings_of_page_numbers_and_signatures() -> None:
    for line in [
        "3 (90)", "Sida 14 (15)", "Sida 3 av 9", "2/7", "Justerandes signatur", "Utdragsbestyrkande",
        "Justerandes sign ____ Utdragsbestyrkande ____", "Ordförandes sign",
    ]:  # fmt: skip
        assert noisy((f"Tallhamra kommun\nProtokoll från nämnden\n{line}\nNämnden beslutar.",)) == [line], line


def test_a_figure_or_a_year_in_the_text_is_no_page_number() -> None:
    assert noisy(("Antal deltagare\n2021\n412\n2022\n388\nKälla: förvaltningen",)) == []


def test_a_header_that_lost_its_page_breaks() -> None:
    line = "Kommunstyrelsen, protokoll 2024-01-16"
    text = "\n".join(f"{line}\nStycke nummer {word} om något." for word in ("ett", "två", "tre", "fyra", "fem"))
    assert noisy((text,)) == [line] * 4


def test_what_the_format_marks_counts() -> None:
    assert noisy(("Huvud\nText som står kvar.",), [(0, 5)]) == ["Huvud"]


@given(
    st.lists(st.text(st.sampled_from("ab 12()\n§") | st.characters(exclude_categories=["Cs"])), min_size=1),
    st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), max_size=4),
)
def test_spans_are_ordered_and_apart(pages: list[str], marks: list[tuple[int, int]]) -> None:
    text, starts = joined(tuple(pages))
    marked = [(min(a, b), max(a, b)) for a, b in marks if max(a, b) <= len(text)]
    spans = find_noise(text, starts, marked)
    assert all(0 <= a < b <= len(text) for a, b in spans)
    assert all(first[1] <= second[0] for first, second in pairwise(spans))


def test_case_numbers_of_items_at_the_edge_of_pages_are_no_header() -> None:
    pages = tuple(f"{HEADER}\n§ {n} Ärende\nDnr KS 2023/00{n}\n{FOOT}" for n in range(31, 37))
    assert not any("Dnr" in shown for shown in noisy(pages))
    same = tuple(f"{HEADER}\nDnr KS 2023/0007\n§ {n} Ärende\n{FOOT}" for n in range(31, 37))
    assert sum("Dnr" in shown for shown in noisy(same)) == len(same) - 1


def test_the_tops_of_pages_whose_breaks_were_lost() -> None:
    top = "TALLHAMRA KOMMUN            SAMMANTRÄDESPROTOKOLL                    {}[3]\nVårdnämnden\n                            2024-09-25\n"
    text = (
        top.format(1)
        + "Plats och tid\nKommunhuset\nBeslutande\nEva Ek (S)\n\n§ 1\nTaxan antas den\n"
        + top.format(2)
        + "1 maj 2025.\n"
    )
    assert [text[a:b].split() for a, b in find_page_tops(text)] == [
        ["TALLHAMRA", "KOMMUN", "SAMMANTRÄDESPROTOKOLL", "2[3]"], ["Vårdnämnden"], ["2024-09-25"],
    ]  # fmt: skip


def test_an_extract_that_begins_on_a_later_page_keeps_its_header() -> None:
    assert find_page_tops("PROTOKOLLSUTDRAG\nKommunfullmäktige              Sida 11 (26)\n\n§ 96\nTaxa\n") == []


def test_who_decides_at_the_top_of_pages_is_no_header() -> None:
    pages = [
        f"Berga kommun\n§ {n} Ärende {w}\nKommunfullmäktige beslutar\natt {w} antas.\n" for n, w in enumerate("abcd")
    ]
    text = "\f".join(pages)
    bounds = [0]
    for page in pages[:-1]:
        bounds.append(bounds[-1] + len(page) + 1)
    hidden = [text[a:b].strip() for a, b in find_noise(text, tuple(bounds))]
    assert "Kommunfullmäktige beslutar" not in hidden
    assert "Berga kommun" in hidden
