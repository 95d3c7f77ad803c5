"""One name for a union, however it is printed."""

from __future__ import annotations

import pytest

from corpus import unions


@pytest.mark.parametrize(
    ("printed", "usual"),
    [
        ("Saco", "SACO"),
        ("Saco-rådet", "SACO"),
        ("LR", "Lärarnas Riksförbund"),
        ("Lärarnas riksförbund", "Lärarnas Riksförbund"),
        ("Akademikerförbundet SSR", "SSR"),
        ("Vision", "Vision"),
        ("Tallhamra kommun", "Tallhamra kommun"),
    ],
)
def test_the_usual_name(printed: str, usual: str) -> None:
    assert unions.canonical(printed) == usual
