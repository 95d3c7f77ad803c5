"""The abstention curve, as a table and a drawing: what is answered against what is refused at each threshold."""

from __future__ import annotations

from collections.abc import Sequence

from evals.fitting.thresholds import GRID, Judged, shares

WIDTH, HEIGHT = 480, 400
LEFT, TOP, RIGHT, BOTTOM = 64, 20, 20, 56
TICKS = (0.0, 0.25, 0.5, 0.75, 1.0)


def curve_table(judged: Sequence[Judged], threshold: float) -> str:
    """Markdown: at each threshold the share of the answerable answered and of the unanswerable refused."""
    lines = ["| threshold | answerable answered | unanswerable refused |", "|---|---:|---:|"]
    for at in sorted({*GRID[1::2], threshold}):
        kept, refused = shares(judged, at)
        mark = " (chosen)" if at == threshold else ""
        lines.append(f"| {at:.2f}{mark} | {kept:.2f} | {refused:.2f} |")
    return "\n".join(lines)


def curve_svg(judged: Sequence[Judged], threshold: float) -> str:
    """The curve as SVG: across the share answered, up the share refused, a dot at the threshold."""
    levels = [0.0, *sorted({one.told for one in judged}), 1.01]
    points = " ".join(f"{x:.1f},{y:.1f}" for x, y in (_at(*shares(judged, level)) for level in levels))
    kept, refused = shares(judged, threshold)
    x, y = _at(kept, refused)
    label = f"threshold {threshold:.2f}: {kept:.0%} answered, {refused:.0%} refused"
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" font-family="sans-serif" '
        f'font-size="13" role="img" aria-label="Abstention curve; {label}">',
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#ffffff"/>',
        *(_tick(share) for share in TICKS),
        _text((LEFT + WIDTH - RIGHT) / 2, HEIGHT - 14, "share of answerable questions answered", "middle"),
        f'<text transform="translate(16 {(TOP + HEIGHT - BOTTOM) / 2:.0f}) rotate(-90)" text-anchor="middle" '
        'fill="#333333">share of unanswerable questions refused</text>',
        f'<polyline points="{points}" fill="none" stroke="#1f5fa8" stroke-width="2"/>',
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="5" fill="#b3261e"/>',
        _text(x - 10, y + 22, label, "end"),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def _at(kept: float, refused: float) -> tuple[float, float]:
    return LEFT + kept * (WIDTH - LEFT - RIGHT), HEIGHT - BOTTOM - refused * (HEIGHT - TOP - BOTTOM)


def _tick(share: float) -> str:
    """The lines of both axes at a share, with its number."""
    (left, low), (right, high) = _at(0, 0), _at(1, 1)
    x, y = _at(share, share)
    grid = f'<path d="M{x:.1f} {low:.1f}V{high:.1f}M{left:.1f} {y:.1f}H{right:.1f}" stroke="#dddddd"/>'
    return (
        grid + _text(x, low + 18, f"{share:.2f}", "middle") + _text(left - 8, y + 4, f"{share:.2f}", "end")
    )  # fmt: skip


def _text(x: float, y: float, words: str, anchor: str) -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" fill="#333333">{words}</text>'
