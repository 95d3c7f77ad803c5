"""Papers of the invented municipality of Tallhamra, in two versions: what a second ingest finds changed."""

from __future__ import annotations

import shutil
from pathlib import Path

INTERNAL = "ks"  # the folder that some runs keep internal
QUESTIONS = (
    "Vem frågade om simhallen?",
    "Vad svarade Bo Ask om biblioteket?",
    "Vilka interpellationer ställde Anna Ek?",
    "När ska parkbänkarna vara lagade?",
    "What did Ylva Norrman ask about?",
    "Hur många elbussar har Tallhamra på månen?",
)
_TOPICS = (
    ("simhallen", "simhallens tak", "Taket över simhallen läcker när det regnar"),
    ("biblioteket", "bibliotekets öppettider", "Biblioteket stänger innan de flesta slutar arbeta"),
    ("parkbänkarna", "parkbänkarna i Stadsparken", "Parkbänkarna vid dammen har gått sönder"),
    ("cykelbanan", "cykelbanan längs Sågvägen", "Cykelbanan längs Sågvägen skulle ha byggts i våras"),
    ("vattentornet", "vattentornets framtid", "Vattentornet står tomt sedan den nya ledningen drogs"),
    ("hundbadet", "ett hundbad vid Långsjön", "Hundar får inte bada vid kommunens stränder"),
    ("skolmaten", "skolmaten i Ekskolan", "Skolmaten i Ekskolan är kall när den serveras"),
    ("snöröjningen", "snöröjningen i Norrby", "Snöröjningen i Norrby kom i gång sent"),
)
_PEOPLE = ("Anna Ek (S)", "Ylva Norrman (V)", "Karin Lind (MP)", "Olof Lind (KD)")


def write(folder: Path, version: int) -> None:
    """Writes version 1 or 2 of the papers, in the place of whatever lay there.

    In the second some papers are new, some have another content, one lies elsewhere, one is gone, two are the same.
    """
    shutil.rmtree(folder, ignore_errors=True)
    for path, text in papers(version).items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")


def papers(version: int) -> dict[str, str]:
    """The papers of a version by path."""
    found: dict[str, str] = {}
    for at, (name, about, complaint) in enumerate(_TOPICS):
        if version == 1 and at >= 6:
            continue
        day = f"2023-0{at % 8 + 1}-1{at % 9}"
        who = _PEOPLE[at % len(_PEOPLE)]
        changed = version == 2 and at % 3 == 1
        found[f"kf/interpellation-{name}.txt"] = _question(at, name, about, complaint, who, day, changed)
        place = "ks/moved" if version == 2 and at == 2 else "ks"
        if not (version == 2 and at == 4):
            found[f"{place}/svar-{name}.txt"] = _answer(at, name, about, who, day)
    found["kf/protokoll-2023-04-24.txt"] = _minutes(version)
    found["kf/tom.txt"] = ""
    if version == 2:
        found["ks/kopia.txt"] = found["kf/interpellation-simhallen.txt"]
    return found


def _head(number: int) -> str:
    return f"Tallhamra kommun\nKommunfullmäktige\nDnr KS 2023/00{number + 11}\n"


def _question(at: int, name: str, about: str, complaint: str, who: str, day: str, changed: bool) -> str:
    more = "\n3. Vem bär ansvaret för att det har dröjt?\n" if changed else ""
    return f"""\
Interpellation av {who} till kommunstyrelsens ordförande Bo Ask (M) om {about}

{_head(at)}
{complaint}, och många har hört av sig om saken.

Mot bakgrund av detta vill jag ställa följande frågor till kommunstyrelsens ordförande Bo Ask (M):

1. När ska {name} vara i ordning?
2. Vad har {name} kostat kommunen hittills?
{more}
Tallhamra {day}

{who}
"""


def _answer(at: int, name: str, about: str, who: str, day: str) -> str:
    return f"""\
Svar på interpellation av {who} om {about}

{_head(at)}
{who.partition(" (")[0]} har ställt två frågor till mig om {about}.

1. När ska {name} vara i ordning?

Det ska vara klart den {at + 3} oktober 2023, då också belysningen byts.

2. Vad har {name} kostat kommunen hittills?

Hittills har {name} kostat {at + 2}40 000 kronor, utöver det som står i budgeten.

Tallhamra {day[:-2]}28

Bo Ask (M)
Kommunstyrelsens ordförande
"""


def _minutes(version: int) -> str:
    items = "\n".join(
        f"""\
§ {30 + at} Ärendenummer KS 2023/00{at + 11}

Interpellation av {_PEOPLE[at % len(_PEOPLE)]} till kommunstyrelsens ordförande Bo Ask (M) om {about}

Beslut

Interpellationen {"anses besvarad" if version == 2 or at % 2 else "bordläggs"}.
"""
        for at, (_, about, _) in enumerate(_TOPICS[:6])
    )
    return f"""\
Tallhamra kommun
Kommunfullmäktige

Protokoll (nr 4)

Sammanträdesdatum: 2023-04-24

Närvarande

Ledamöter
Gunnar Tegel (S), ordförande
Anna Ek (S)
Bo Ask (M)

{items}"""
