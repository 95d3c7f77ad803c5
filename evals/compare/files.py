"""A comparison as files: compare.json, compare.md and compare.html."""

from __future__ import annotations

import json
from typing import Any

from evals.bootstrap import DRAWS, SEED
from evals.compare.difference import Comparison, Difference, Pair
from evals.compare.markdown import markdown
from evals.compare.wording import CAUTION, lead, names, shown
from evals.metrics import faults
from evals.report.cases import Case, case
from evals.report.html import page
from evals.report.html.bars import Change, around, widest
from evals.report.page import facts

FILES = ("compare.json", "compare.md", "compare.html")


def texts(found: Comparison) -> dict[str, str]:
    """The content of each of the files."""
    data = json.dumps(as_json(found), ensure_ascii=False, indent=2) + "\n"
    return dict(zip(FILES, (data, markdown(found), html(found)), strict=True))


def as_json(found: Comparison) -> dict[str, Any]:
    """The comparison, ready for JSON; questions by their ids."""
    return {
        "first": str(found.first.folder),
        "second": str(found.second.folder),
        "n": len(found.pairs),
        "seed": SEED,
        "draws": DRAWS,
        "differs": list(found.differs),
        "measures": {
            one.measure.key: {
                "first": one.first,
                "second": one.second,
                "difference": one.value,
                "interval": None if one.low is None else [one.low, one.high],
                "p": one.p,
                "verdict": one.verdict,
            }
            for one in found.differences
        },
        "became_right": [pair.question.id for pair in found.became_right],
        "became_wrong": [pair.question.id for pair in found.became_wrong],
        "changed": [pair.question.id for pair in found.changed],
        "only_first": [record.question.id for record in found.only_first],
        "only_second": [record.question.id for record in found.only_second],
        "reworded": [pair.question.id for pair in found.reworded],
    }


def html(found: Comparison) -> str:
    """The comparison as a page that needs nothing but itself."""
    first, second = names(found)

    def cases(pairs: list[Pair], of_first: bool = False) -> list[Case]:
        both = [(pair, faults(pair.first if of_first else pair.second)) for pair in pairs]
        return [case([(first, pair.first), (second, pair.second)], why) for pair, why in both]

    groups = [
        ("right", "Became right", "Wrong before; below the question, what was wrong.", cases(found.became_right, True)),
        ("wrong", "Became wrong", "Right before; below the question, what is wrong now.", cases(found.became_wrong)),
        ("changed", "Another answer", "As right or as wrong as before.", cases(found.changed)),
        ("only-first", f"Only in {first}", "", [case([(first, record)]) for record in found.only_first]),
        ("only-second", f"Only in {second}", "", [case([(second, record)]) for record in found.only_second]),
        ("reworded", "Not the same question in both", "Left out of the measures.", cases(list(found.reworded))),
    ]
    return page(
        "compare.html",
        first=first,
        second=second,
        lead=lead(found),
        caution=CAUTION,
        differs=found.differs,
        shares=_rows([one for one in found.differences if one.measure.share]),
        numbers=_rows([one for one in found.differences if not one.measure.share]),
        groups=[group for group in groups if group[3]],
        facts=[(first, facts(found.first.whole)), (second, facts(found.second.whole))],
    )


def _rows(differences: list[Difference]) -> list[Change]:
    """The rows of a table; those of shares are drawn on one scale, the others each on its own."""
    held = [one for one in differences if one.first is not None or one.second is not None]
    most = widest(edge for one in held for edge in (one.low, one.high, one.value))
    rows = []
    for one in held:
        scale = most if one.measure.share else widest((one.low, one.high, one.value))
        places = (around(one.value, scale), around(one.low, scale), around(one.high, scale))
        drawn = places if one.low is not None else (None, None, None)
        old, new, value, between, p = shown(one)
        rows.append(Change(one.measure.label, old, new, value, between, one.verdict, p, *drawn))
    return rows
