"""What a question was understood to be narrowed by, as chips, and the question without one of them."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from assistant.contract import Language
from assistant.streaming import Restriction, Understood
from assistant.tables import table
from assistant.texts import texts

LEAST = 2  # words that a question must have left
LEAST_OF_A_CASE = 4  # the same where a case number is taken out, which is mostly what the question is about
_PEOPLE = frozenset({"party", "person", "body", "municipality"})
_WORD_BEFORE = re.compile(r"(?P<space>^|\s)(?P<word>[\w:]+)\s*\Z")
_GENITIVE = re.compile(r"(?:['’]s|:s|s|['’])(?!\w)")


@dataclass(frozen=True, slots=True)
class Chip:
    """One restriction of a question. `question` is the question without it; None where nothing would be left.

    `fresh`: to be asked without the conversation before it, from which a restriction would come back.
    """

    label: str
    question: str | None
    fresh: bool = False


def chips(understood: Understood, language: Language) -> list[Chip]:
    """The restrictions as chips in a language, in the order of the question; what the same words say is one chip."""
    found: list[Chip] = []
    for index, members in _together(understood.restrictions):
        inherited = understood.restrictions[index].start == understood.restrictions[index].end
        left = without(understood, index)
        others = [one for one in understood.restrictions if one not in members and one.start == one.end]
        found.append(Chip(label(members, language), left or None, inherited or not others))
    return found


def label(restrictions: tuple[Restriction, ...], language: Language) -> str:
    """What restrictions of one field say: "Period 2021", "Parti (S)"."""
    words = table("understood")[language]
    values = ", ".join(dict.fromkeys(_value(one, language) for one in restrictions))
    return str(words["label"][restrictions[0].field]).format(value=values)


def without(understood: Understood, index: int) -> str:
    """The question as understood, without the words of one of its restrictions; "" where too little is left.

    The words go with the preposition that governs them, or the conjunction that joins them to another word. Where a
    sentence would lack its subject, a word such as "någon" stands in their place. A restriction that a follow-up took
    over has no words: the question is then the same, to be asked without the conversation before it.
    """
    one = understood.restrictions[index]
    if one.start == one.end:
        return understood.question
    words = table("understood")[understood.language]["cut"]
    cut = _Cut(one, understood.question[: one.start], understood.question[one.start : one.end], words)
    left = _tidy(cut.out(understood.question[one.end :], understood.language), understood.question)
    least = LEAST_OF_A_CASE if one.field == "case_number" else LEAST
    return left if len(re.findall(r"\w+", left)) >= least else ""


def _together(restrictions: tuple[Restriction, ...]) -> Iterator[tuple[int, tuple[Restriction, ...]]]:
    """Each place of the question once, with all that its words say: "interpellation" is two kinds of document."""
    done: set[tuple[str, int, int]] = set()
    for index, one in enumerate(restrictions):
        key = (one.field, one.start, one.end)
        if key not in done:
            done.add(key)
            yield index, tuple(other for other in restrictions if (other.field, other.start, other.end) == key)


def _value(one: Restriction, language: Language) -> str:
    if one.field == "period":
        return _period(one.value, language)
    if one.field in ("genre", "act"):
        group = "genres" if one.field == "genre" else "act"
        return str(texts(language)[group].get(one.value, one.value))
    return one.value


def _period(value: str, language: Language) -> str:
    """ "2021", "juni 2023", "2023-06-01", "från 2024-01-01", "2023-08-01 till 2023-12-31"."""
    words = table("understood")[language]["period"]
    first, _, last = value.partition("/")
    if not first or not last:
        return str(words["since" if first else "until"]).format(first=first, last=last)
    begin, end = date.fromisoformat(first), date.fromisoformat(last)
    if begin == end:
        return first
    if (begin.month, begin.day, end.month, end.day) == (1, 1, 12, 31):
        return str(begin.year) if begin.year == end.year else f"{begin.year}–{end.year}"
    whole = begin.day == 1 and end.day == calendar.monthrange(end.year, end.month)[1]
    if whole and (begin.year, begin.month) == (end.year, end.month):
        return f"{words['months'][begin.month - 1]} {begin.year}"
    return str(words["between"]).format(first=first, last=last)


@dataclass(frozen=True, slots=True)
class _Cut:
    """The words of a restriction (`said`), what stands before them, and the lists of words of the language."""

    one: Restriction
    before: str
    said: str
    words: dict[str, Any]

    def out(self, after: str, language: Language) -> str:
        """The text without the words."""
        if self._attributive(after):
            return f"{self.before} {after}"
        after, genitive = self._after(after, language)
        before, after, joined = self._joined(after)
        if joined:
            return f"{before} {after}"
        if genitive:
            article = bool(_dropped(before, self.words["articles"]) != before)
            owner = "" if article or self.one.field not in ("party", "person") else self.words["of_somebody"]
            return f"{before} {owner} {after}"
        bare, governed = self._governed()
        place = "" if governed else self._place()
        return f"{bare} {place} {after}"

    def _attributive(self, after: str) -> bool:
        """ "the September 2023 vote", "the Tallhamra council": the article is that of the word after."""
        if self.one.field not in ("period", "municipality"):
            return False
        following = re.match(r"\s+(\w+)", after)
        small = {*self.words["before"], *self.words["joins"]}
        article = re.search(r"(?<!\w)the\s+\Z", self.before, re.IGNORECASE)
        return bool(article and following and following[1].casefold() not in small)

    def _after(self, after: str, language: Language) -> tuple[str, bool]:
        """What follows, without the rest of a name; and whether the words were a genitive, which stands for nobody."""
        ends = self.said.casefold()
        swedish = language == "sv" and len(ends) > 3 and ends[-1] == "s" and self.one.value[-1:].casefold() != "s"
        genitive = self.one.field in _PEOPLE and (swedish or ends.endswith(("'s", "’s", "'", "’")))
        attached = _GENITIVE.match(after) if self.one.field in _PEOPLE else None
        if attached:
            after, genitive = after[attached.end() :], True
        bracket = re.match(r"\s*\(\w{1,4}\)", after) if self.one.field == "person" else None
        if bracket:
            after = after[bracket.end() :]
        rest = re.match(rf"\s+(?:{'|'.join(self.words['after'])})(?!\w)", after, re.IGNORECASE)
        if self.one.field == "municipality" and rest:
            after, genitive = after[rest.end() :], rest.group()[-1].casefold() == "s"
        return after, genitive

    def _joined(self, after: str) -> tuple[str, str, bool]:
        """Both sides without the conjunction or comma that joined the words to others."""
        joins = "|".join(self.words["joins"])
        leading = re.search(rf"(?:,|(?<=\s)(?:{joins}))\s*\Z", self.before, re.IGNORECASE)
        if leading:
            return self.before[: leading.start()], after, True
        following = re.match(rf"\s*(?:{joins})(?!\w)\s*(?=[\w(])", after, re.IGNORECASE)
        return (self.before, after[following.end() :], True) if following else (self.before, after, False)

    def _governed(self) -> tuple[str, bool]:
        """What stands before, without the words that govern what is taken out; and whether there were any."""
        bare = _dropped(self.before, self.words["articles"])
        if self.one.field == "period":
            parts = "|".join(self.words["parts"])
            bare = re.sub(rf"(?:(?<=\s)|^)(?:{parts})\s*\Z", "", bare, flags=re.IGNORECASE)
        cut = _dropped(bare, self.words["before"])
        return cut, cut != bare or self.one.field == "period"

    def _place(self) -> str:
        """What stands in place of the words, where a sentence would lack somebody or something."""
        last = self.before.split()[-1:] or [""]
        if self.said.startswith("(") or last[0].casefold().endswith(tuple(self.words["roles"])):
            return ""
        if last[0].casefold() in self.words["which"]:
            return ""
        if self.one.field in _PEOPLE:
            return str(self.words["somebody" if self.one.field in ("party", "person") else "board"])
        if self.one.field == "genre":
            indefinite, definite = self.words["paper"]
            return str(definite if self.said.casefold().endswith(tuple(self.words["definite"])) else indefinite)
        return ""


def _dropped(before: str, those: list[str]) -> str:
    """Text without such words at its end."""
    while (match := _WORD_BEFORE.search(before)) and match["word"].casefold() in those:
        before = before[: match.start("word")].rstrip()
    return before


def _tidy(text: str, question: str) -> str:
    """Text without double spaces, blank brackets and blanks before a mark; it begins as the question began."""
    text = re.sub(r"[(\[]\s*[)\]]", " ", text)
    text = re.sub(r"\s+", " ", text).strip(" ,;")
    text = re.sub(r"\s+([?!.,;:])", r"\1", text)
    text = re.sub(r",+([?!.])", r"\1", text)
    return text[:1].upper() + text[1:] if question[:1].isupper() else text
