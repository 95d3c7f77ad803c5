"""A year of Tallhamra's library: two interpellations with answers, one without, a decision, a report, a motion."""

from __future__ import annotations

from pathlib import Path

from assistant import Assistant
from index.settings import Settings
from index.store import Index

INTERPELLATION = """\
Interpellation av Anna Ek (S) till kulturnämndens ordförande Tore Bladh (C) om stadsbibliotekets ombyggnad

Tallhamra kommun
Kommunfullmäktige
Dnr KUN 2024/0012

Stadsbiblioteket har varit stängt sedan i maj. Många låntagare saknar läsplatser i centrum.

Mot bakgrund av detta vill jag ställa följande frågor till kulturnämndens ordförande Tore Bladh (C):

1. När öppnar stadsbiblioteket igen och hur mycket har ombyggnaden av stadsbiblioteket kostat?
2. Hur många besökare hade stadsbiblioteket under 2023?
3. Vilka fladdermöss övervintrar i bibliotekets tornhuva?

Tallhamra 2024-09-02

Anna Ek (S)
"""

ANSWER = """\
Svar på interpellation av Anna Ek (S) om stadsbibliotekets ombyggnad

Tallhamra kommun
Kommunfullmäktige
Dnr KUN 2024/0012

Anna Ek har ställt tre frågor till mig om stadsbiblioteket.

1. När öppnar stadsbiblioteket igen och hur mycket har ombyggnaden av stadsbiblioteket kostat?

Stadsbiblioteket öppnar igen den 14 januari 2025. Ombyggnaden av stadsbiblioteket har till och med augusti kostat 6,4 miljoner kronor.

2. Hur många besökare hade stadsbiblioteket under 2023?

Stadsbiblioteket hade 81 200 besökare under 2023.

Tallhamra 2024-09-30

Tore Bladh (C)
Kulturnämndens ordförande
"""

EARLIER = """\
Interpellation av Karin Lind (MP) till fritidsnämndens ordförande Samira Hadd (S) om läsplatser i stadsbiblioteket

Tallhamra kommun
Kommunfullmäktige
Dnr FN 2023/0031

Med anledning av detta vill jag fråga:

Hur många besökare hade stadsbiblioteket under 2022?

Tallhamra 2023-03-06

Karin Lind (MP)
"""

EARLIER_ANSWER = """\
Svar på interpellation av Karin Lind (MP) om läsplatser i stadsbiblioteket

Tallhamra kommun
Kommunfullmäktige
Dnr FN 2023/0031

1. Hur många besökare hade stadsbiblioteket under 2022?

Stadsbiblioteket hade 74 900 besökare under 2022.

Tallhamra 2023-04-03

Samira Hadd (S)
Fritidsnämndens ordförande
"""

MINUTES = """\
Tallhamra kommun
Kulturnämnden

Protokoll (nr 4)

Sammanträdesdatum: 2024-04-16

Närvarande

Ledamöter
Tore Bladh (C), ordförande
Anna Ek (S)

§ 31 Ärendenummer KUN 2024/0003

Ombyggnad av stadsbiblioteket

Beslut

Kulturnämnden beslutar att ombyggnaden av stadsbiblioteket får kosta högst 7,5 miljoner kronor.
"""

MOTION = """\
Motion av Olof Lind (KD) om bokbuss till byarna

Tallhamra kommun
Kommunfullmäktige
Dnr KS 2024/0044

Den som bor i byarna har långt till biblioteket.

Jag föreslår därför
att kommunen köper en bokbuss, och
att bussen besöker varje by en gång i veckan.

Tallhamra 2024-02-05

Olof Lind (KD)
"""

WITHOUT = {
    "fn/interpellation-lasplatser.txt": EARLIER,
    "fn/svar-lasplatser.txt": EARLIER_ANSWER,
    "kun/protokoll-2024-04-16.txt": MINUTES,
    "kf/motion-bokbuss.txt": MOTION,
}
WITH = {**WITHOUT, "kf/interpellation-stadsbiblioteket.txt": INTERPELLATION, "kf/svar-stadsbiblioteket.txt": ANSWER}


def build(folder: Path, texts: dict[str, str]) -> Assistant:
    """An assistant over papers by path, indexed without a model or a server; a folder's earlier papers are replaced."""
    papers = folder / "papers"
    for old in [path for path in papers.rglob("*.txt") if path.relative_to(papers).as_posix() not in texts]:
        old.unlink()
    for path, text in texts.items():
        target = papers / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
    settings = Settings(folder / "index", embedder="hashing", vectors_url="memory", cache=folder / "cache")
    with Index.open(settings, write=True) as index:
        index.ingest().run([papers])
    return Assistant(Index.open(settings))
