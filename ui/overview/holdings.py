"""The chart of documents per body and month, and the same as a table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from math import ceil, sqrt

from assistant.overview.holdings import Gap, Holdings, Month, Row, span_of
from ui.overview.tables import number
from ui.render import attributes, capital, escape
from ui.texts import Texts

ROWS = 12  # bodies with a row of their own
MONTHS = 180  # months shown, the last ones
SHADES = 4


def chart(counted: Holdings, texts: Texts) -> str:
    """The section: heading, what is seen, the grid with its gaps, and the table."""
    heading = f"<h2>{escape(texts('holdings.heading'))}</h2>"
    first, last = counted.first, counted.last
    if first is None or last is None:
        return f'<section class="holdings">{heading}<p>{escape(texts("holdings.none"))}</p></section>'
    dated = sum(sum(row.months.values()) for row in counted.rows)
    undated = sum(row.undated for row in counted.rows)
    lead = [texts("holdings.lead", documents=number(dated, texts), first=first, last=last)]
    months = span_of(first, last)[-MONTHS:]
    older = sum(n for row in counted.rows for month, n in row.months.items() if month < months[0])
    if older:
        lead.append(texts("holdings.older", count=number(older, texts), first=months[0]))
    if undated:
        lead.append(texts("holdings.undated", count=number(undated, texts)))
    rows = _few([row for row in counted.rows if row.months], texts)
    return (
        f'<section class="holdings">{heading}<p class="aside">{escape(" ".join(lead))}</p>'
        f"{_grid(rows, months, texts)}{_table(counted.rows, texts)}</section>"
    )


def _few(rows: Sequence[Row], texts: Texts) -> list[tuple[str, Row]]:
    """The rows with their names; those of the smallest bodies together as one."""
    shown, rest = (rows, ()) if len(rows) <= ROWS else (rows[: ROWS - 1], rows[ROWS - 1 :])
    named = [(_name(row, texts), row) for row in shown]
    if rest:
        together = sum((Counter(row.months) for row in rest), Counter[Month]())
        others = Row(None, dict(sorted(together.items())))
        named.append((texts("holdings.others", count=len(rest)), others))
    return named


def _name(row: Row, texts: Texts) -> str:
    return capital(row.body) if row.body else texts("holdings.unknown")


def _grid(rows: Sequence[tuple[str, Row]], months: Sequence[Month], texts: Texts) -> str:
    most = max(n for _, row in rows for n in row.months.values())
    years = "".join(
        f'<span class="year" style="grid-column:span {len(list(group))}"><b>{year}</b></span>'
        for year, group in groupby(months, key=lambda month: month.year)
    )
    letters = "".join(f'<span class="letter">{escape(_months(texts)[m.month - 1][:1].upper())}</span>' for m in months)
    lines = "".join(_line(name, row, months, most) for name, row in rows)
    told = texts("holdings.image", rows=" ".join(_told(name, row, texts) for name, row in rows))
    inner = (
        f'<div class="grid" role="img"{attributes(aria_label=told)} style="--months:{len(months)}">'
        f'<span class="corner"></span>{years}<span class="corner"></span>{letters}{lines}</div>'
    )
    return (
        f'<div class="chart" tabindex="0" role="region"{attributes(aria_label=texts("holdings.chart"))}>{inner}</div>'
    )


def _line(name: str, row: Row, months: Sequence[Month], most: int) -> str:
    first, last = min(row.months), max(row.months)
    cells = []
    for month in months:
        count = row.months.get(month, 0)
        if count:
            values = {"class_": f"cell shade-{_shade(count, most)}", "title": f"{name}, {month}: {count}"}
        elif first < month < last:
            values = {"class_": "cell gap", "title": f"{name}, {month}: 0"}
        else:
            values = {"class_": "cell"}
        cells.append(f"<span{attributes(**values)}>{count or ''}</span>")
    return f'<span class="chart-name">{escape(name)}</span>{"".join(cells)}'


def _shade(count: int, most: int) -> int:
    """1 to `SHADES`, by the square root: a few documents can be told from none beside a month with hundreds."""
    return max(1, ceil(SHADES * sqrt(count / most)))


def _told(name: str, row: Row, texts: Texts) -> str:
    return texts(
        "holdings.row",
        body=name,
        documents=number(sum(row.months.values()), texts),
        first=min(row.months),
        last=max(row.months),
        gaps=_gaps(row.gaps, texts),
    )


def _gaps(gaps: Sequence[Gap], texts: Texts) -> str:
    if not gaps:
        return texts("holdings.no_gaps")
    return texts("holdings.gaps", gaps=", ".join(_gap(gap, texts) for gap in gaps))


def _gap(gap: Gap, texts: Texts) -> str:
    return str(gap.first) if gap.months == 1 else texts("holdings.gap", first=gap.first, last=gap.last)


def _months(texts: Texts) -> list[str]:
    return texts.words("holdings.months")


def _table(rows: Iterable[Row], texts: Texts) -> str:
    """Every body and year with its months, and the gaps in words: the chart for those who cannot see it."""
    heads = [texts("holdings.body"), texts("holdings.year"), *_months(texts), texts("holdings.sum")]
    head = "".join(f'<th scope="col">{escape(name)}</th>' for name in heads)
    body = "".join(_years(_name(row, texts), row.months, texts) for row in rows if row.months)
    told = "".join(f"<li>{escape(_summary(row, texts))}</li>" for row in rows)
    caption = f'<caption class="sr">{escape(texts("holdings.caption"))}</caption>'
    table = f"<table>{caption}<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
    label = attributes(aria_label=texts("holdings.caption"))
    return (
        f'<details class="as-table"><summary>{escape(texts("holdings.as_table"))}</summary>'
        f'<div class="scroller" tabindex="0" role="region"{label}>{table}</div>'
        f"<h3>{escape(texts('holdings.missing'))}</h3><ul>{told}</ul></details>"
    )


def _years(name: str, months: Mapping[Month, int], texts: Texts) -> str:
    rows = []
    for year in range(min(months).year, max(months).year + 1):
        counts = [months.get(Month(year, n), 0) for n in range(1, 13)]
        cells = "".join(f"<td>{number(n, texts) if n else ''}</td>" for n in [*counts, sum(counts)])
        rows.append(f'<tr><th scope="row">{escape(name)}</th><td>{year}</td>{cells}</tr>')
    return "".join(rows)


def _summary(row: Row, texts: Texts) -> str:
    name = _name(row, texts)
    if not row.months:
        return texts("holdings.row_undated", body=name, documents=number(row.documents, texts))
    return _told(name, row, texts)
