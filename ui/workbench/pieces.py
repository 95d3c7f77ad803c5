"""What the parts of the workbench are put together of: quotes that open their place, covers, who and when."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.brief.records import Cover, Person, Source
from ui.render import attributes, badge, button, escape, joined, placed, shortened, unbroken
from ui.texts import Texts

LONGEST = 900  # characters of a quote shown here; the source panel shows the rest
SIGNS = {Cover.ANSWERED: "✓", Cover.PARTLY: "◐", Cover.NOTHING: "○"}


def quote(source: Source, texts: Texts, limit: int = LONGEST) -> str:
    """The exact words as a button that opens them where they stand, and below them where that is."""
    lang = attributes(lang=source.language)
    words = source.quote.strip() if len(source.quote) <= limit else shortened(source.quote, limit)
    content = (
        f'<span class="wb-words"{lang}>{escape(words)}</span>'
        f'<span class="wb-place"{lang}>{placed(source.title, texts("ask.page", page=source.page))}</span>'
    )
    return button(
        content, "wb-quote", data_doc=source.document_id, data_start=source.start, data_end=source.end,
        data_key=f"quote {source.id}",
    )  # fmt: skip


def about(source: Source, texts: Texts, first: str = "", *, act: bool = True) -> str:
    """The line above a quote: what it is, who, when, which board. `first` is HTML at its head; `act`: say its kind."""
    kind = badge(texts.maybe("act", source.act), source.act) if source.act and act else ""
    who = joined(source.actors)
    named = f'<span class="wb-who"{attributes(lang=source.language)}>{who}</span>' if who else ""
    rest = unbroken(joined((source.date.isoformat() if source.date else texts("workbench.no_date"), source.body or "")))
    return f'<p class="wb-about">{first}{kind}{named}<span class="wb-day">{rest}</span></p>'


def cover(how: Cover, texts: Texts) -> str:
    """How far something is answered: a sign and words."""
    return (
        f'<span class="wb-cover wb-cover-{how.value}"><span class="wb-sign" aria-hidden="true">{SIGNS[how]}</span> '
        f"{escape(texts(f'workbench.cover.{how.value}'))}</span>"
    )


def people(persons: Sequence[Person]) -> str:
    """Names with their parties on one line; not escaped."""
    return ", ".join(person.label for person in persons)


def notice(line: str, kind: str = "") -> str:
    """A line that is told aloud as well, by `workbench.js`; "" for none."""
    style = f"wb-notice wb-notice-{kind}" if kind else "wb-notice"
    return f'<p class="{style}" data-say>{escape(line)}</p>' if line else ""


def counted(count: int, key: str, texts: Texts) -> str:
    """`workbench.<key>` with a number, or `workbench.<key>_one`."""
    return texts(f"workbench.{key}_one") if count == 1 else texts(f"workbench.{key}", count=count)
