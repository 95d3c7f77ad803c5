"""A model's sentence becomes a draft, or is found wanting: before the gate, its form and each of its words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from assistant.commands import commands
from assistant.contract import Language
from assistant.drafts import Draft
from assistant.gate import Failure
from assistant.models.offered import Offered, matter
from assistant.tables import table
from assistant.texts import say
from assistant.understanding.question import Understanding, detect_language
from corpus.records import Act, Actor
from index.lexical.analysis import Analyser, Group
from index.lexical.stems import stem

LONGEST = 400  # characters of a claim
LEAST_WORDS = 3
SURE_OF_LANGUAGE = 4  # words from which on the language of a claim is looked at
UNKNOWN = 0.2  # of an English claim's ideas that no glossary can tie to a Swedish sentence
_MARKERS = re.compile(r"\s*\[\d{1,3}(?:\s*,\s*\d{1,3})*\]")
_MARKUP = re.compile(r"[<>{}\[\]|`\\#]|\*\*|__|://|\bwww\.|\bjavascript:|\bdata:|\bmailto:|@\w", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+")


def drafted(text: str, used: Sequence[Offered], asked: Understanding, analyser: Analyser) -> Draft | Failure:
    """The draft of a claim that is carried by the sentences `used`, or why there is none."""
    told = " ".join(_MARKERS.sub("", text).split())
    problem = _form(told, asked.language)
    if problem is None and not used:
        problem = Failure("span", "no sentence is named")
    if problem is None:
        problem = _kinds(told, used, asked.language) or _people(told, used) or _words(told, used, asked, analyser)
    if problem is not None:
        return problem
    first, *rest = (one.support for one in used)
    return Draft(
        told if told.endswith((".", "!", "?", "”", '"')) else f"{told}.",
        first,
        kind=first.act.kind if first.act else None,
        also=tuple(dict.fromkeys(rest)),
        free=True,
    )


def _form(told: str, language: Language) -> Failure | None:
    """What speaks against a text by its form alone: it must be one plain sentence in the question's language."""
    words = _WORD.findall(told)
    if len(words) < LEAST_WORDS or len(told) > LONGEST:
        return Failure("form", "no sentence, or a long one")
    if _MARKUP.search(told) or any(unicodedata.category(c)[0] == "C" for c in told) or commands(told):
        return Failure("form", "markup, or orders")
    if len(words) >= SURE_OF_LANGUAGE and detect_language(told) != language:
        return Failure("language", "not the question's")
    return None


def _kinds(told: str, used: Sequence[Offered], language: Language) -> Failure | None:
    """A question, a proposal or a dissent must be told as one."""
    must = table("claims", __package__)["must"][language]
    for one in used:
        kind = str(one.support.act.kind) if one.support.act else ""
        if kind in must and not _begins(told, must[kind]):
            return Failure("kind", f"a {kind} is not told as one")
    return None


def _people(told: str, used: Sequence[Offered]) -> Failure | None:
    """Who acted comes before whom it was said to."""
    words = _WORD.findall(told)
    for act in (one.support.act for one in used):
        doing = {_family(actor) for actor in act.actors} if act else set()
        addressed = {_family(actor) for actor in act.addressees} - doing if act else set()
        named = next((word for word in words if word in doing | addressed), "")
        if named in addressed:
            return Failure("names", f"{named} is told as who acted")
    return None


def _family(actor: Actor) -> str | None:
    """The last name of a person; None of a body."""
    words: list[str] = _WORD.findall(actor.name)
    return words[-1] if words else None


def _words(told: str, used: Sequence[Offered], asked: Understanding, analyser: Analyser) -> Failure | None:
    """Every idea of the claim must stand in its sentences, in what we would say of them, or be plain telling."""
    carried = _carried(used, asked.language)
    terms = set(analyser.terms(carried))
    forms = _same_forms(carried)
    order = " ".join(analyser.terms(carried))
    allowed = _allowed(used, asked)
    unknown = 0
    groups = analyser.groups(told, asked.language)
    for group in groups:
        words = group.surface.casefold().split()
        if _stands(group, terms, order) or all(word in allowed or word in forms for word in words):
            continue
        if not _foreign(group, asked.language):
            return Failure("words", f"“{group.surface}” is not in the sentences")
        unknown += 1
    if not groups or unknown > UNKNOWN * len(groups):
        return Failure("words", f"{unknown} words that are not in the sentences")
    return None


def _same_forms(carried: str) -> frozenset[str]:
    """Other forms of the verbs of deciding that the sentences hold: "avslog" of "avslås"."""
    said = {word.casefold() for word in _WORD.findall(carried)}
    same = (forms for forms in table("claims", __package__)["same"]["sv"] if not said.isdisjoint(forms))
    return frozenset(form for forms in same for form in forms)


def _stands(group: Group, terms: set[str], order: str) -> bool:
    for term in group.terms:
        if term in terms or (" " in term and term in order):
            return True
    return len(group.parts) > 1 and all(part in terms for part in group.parts)


def _foreign(group: Group, language: Language) -> bool:
    """Whether a word is a plain English one that the glossary lacks: nothing tells whether it is right."""
    lower = group.surface.casefold()
    plain = language == "en" and not group.name and lower.isalpha() and group.surface.islower()
    own = table("claims", __package__)["own"]["en"]
    return plain and stem(lower) in group.terms[:1] and not _begins(lower, own)


def _carried(used: Sequence[Offered], language: Language) -> str:
    """All that the sentences say, with who, when and where as they are shown beside them."""
    parts: list[str] = []
    for one in used:
        support = one.support
        parts += [one.text, support.document.title, support.document.body or "", matter(support)]
        parts += [one.draft.text.replace("{quote}", "")] if one.draft else []
        day = support.act.date if support.act and support.act.date else support.document.date
        parts += [day.isoformat()] if day else []
        if support.act is not None:
            parts += [_told_act(support.act, language)]
    return "\n".join(parts)


def _told_act(act: Act, language: Language) -> str:
    people = " ".join(f"{actor.label} {actor.role or ''}" for actor in (*act.actors, *act.addressees))
    return say(language, f"told.{act.kind}", who=people, to="", when="", matter="", quote="", kind="")


def _allowed(used: Sequence[Offered], asked: Understanding) -> frozenset[str]:
    """Words beside those of the sentences: of telling, and the question's plain ones that decide nothing."""
    known = table("claims", __package__)
    language = asked.language
    own = [*known["own"]["sv"], *known["own"]["en"]]
    question = {w.casefold() for w in _WORD.findall(asked.question) if w.islower() and not _begins(w, own)}
    told = {w.casefold() for one in used for w in _WORD.findall(_reported(one, language))}
    return frozenset({*question, *told, *known["told"][language]})


def _reported(one: Offered, language: Language) -> str:
    act = one.support.act
    if act is None:
        return ""
    must = table("claims", __package__)["must"][language].get(str(act.kind), ())
    return " ".join([_told_act(act, language), say(language, f"act.{act.kind}"), *must])


def _begins(text: str, cues: Sequence[str]) -> bool:
    """Whether a word of the text begins with one of the cues."""
    return bool(re.search(rf"\b(?:{'|'.join(map(re.escape, cues))})", text, re.IGNORECASE))
