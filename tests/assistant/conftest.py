"""Nine short invented papers of Tallhamra, and an assistant over an index of them: built once, never changed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant import Assistant
from index.settings import Settings
from index.store import Index

PAPERS = {
    "kf/interpellation-simhallen.txt": """\
Interpellation av Anna Ek (S) till kommunstyrelsens ordförande Bo Ask (M) om simhallen

Tallhamra kommun
Kommunfullmäktige
Dnr KS 2022/0041

Simhallen i centrum har varit stängd i två år. Skolornas simundervisning sker i grannkommunen.

Mot bakgrund av detta vill jag ställa följande frågor till kommunstyrelsens ordförande Bo Ask (M):

1. När öppnar simhallen för allmänheten igen?
2. Hur mycket har reparationen av reningsverket kostat hittills?

Tallhamra 2022-03-14

Anna Ek (S)
""",
    "kf/svar-simhallen.txt": """\
Svar på interpellation av Anna Ek (S) om simhallen

Tallhamra kommun
Kommunfullmäktige
Dnr KS 2022/0041

Anna Ek har ställt två frågor till mig om simhallen.

1. När öppnar simhallen för allmänheten igen?

Simhallen öppnar den 1 september 2022, när det nya reningsverket har provats under sommaren.

2. Hur mycket har reparationen av reningsverket kostat hittills?

Reparationen har till och med mars kostat 4,2 miljoner kronor.

Tallhamra 2022-04-19

Bo Ask (M)
Kommunstyrelsens ordförande
""",
    "kf/protokoll-2022-05-30.txt": """\
Tallhamra kommun
Kommunfullmäktige

Protokoll (nr 5)

Sammanträdesdatum: 2022-05-30

Närvarande

Ledamöter
Gunnar Tegel (S), ordförande
Anna Ek (S)
Bo Ask (M)
Ylva Norrman (V)
Karin Lind (MP)
Olof Lind (KD)

§ 40 Frågestund

Olof Lind (KD) ställer följande fråga: Varför har gatubelysningen på Ringvägen varit släckt sedan januari?

Kommunstyrelsens ordförande Bo Ask (M) besvarar frågan.

§ 41 Ärendenummer KS 2021/0310

Svar på motion av Karin Lind (MP) om avgiftsfri kollektivtrafik för pensionärer

Beslut

Motionen avslås.

Sammanfattning

Karin Lind (MP) föreslår i en motion att kommunen inför avgiftsfri kollektivtrafik för pensionärer.

Yrkanden

Karin Lind (MP) yrkar bifall till motionen.

Bo Ask (M) yrkar bifall till kommunstyrelsens förslag.

Propositionsordning

Ordföranden ställer propositioner på yrkandena och finner att kommunstyrelsens förslag har bifallits. Omröstning begärs.

Omröstning

Omröstningen utfaller med 27 Ja mot 18 Nej.

Reservation

Karin Lind (MP) och Ylva Norrman (V) reserverar sig mot beslutet om avgiftsfri kollektivtrafik
till förmån för eget yrkande.

Särskilt yttrande

Olof Lind (KD) lämnar följande särskilda yttrande: ”Vi vill se en beräkning av kostnaden innan vi tar ställning till motionen.”

§ 42 Ärendenummer KS 2022/0077

Taxa för upplåtelse av torgplats

Beslut

Enligt kommunstyrelsens förslag:

Taxan för torgplats höjs till 150 kronor per dag från och med den 1 januari 2023.
""",
    "kf/interpellation-bokbussen.txt": """\
Interpellation av Ylva Norrman (V) till kultur- och fritidsnämndens ordförande Tore Bladh (C) om bokbussen

Tallhamra kommun
Kommunfullmäktige
Dnr KFN 2023/0015

Bokbussen har dragits in på landsbygden utan att invånarna har fått veta varför. För den som bor långt från
centralorten var den det enda biblioteket, och många äldre saknar bil. Nämnden har inte redovisat något underlag.

Med anledning av detta vill jag ställa följande frågor:

1. Vilka byar förlorade bokbussens hållplats under vintern?
2. Hur många låntagare har bokbussen haft per vecka?

Tallhamra 2023-02-06

Ylva Norrman (V)
""",
    "kf/motion-laddstolpar.txt": """\
Motion av Olof Lind (KD) om laddstolpar vid idrottsplatsen

Tallhamra kommun
Kommunfullmäktige
Dnr KS 2023/0102

Den som kör elbil till idrottsplatsen kan inte ladda där.

Jag föreslår därför att kommunen bygger tio laddstolpar vid idrottsplatsen.

Tallhamra 2023-09-04

Olof Lind (KD)
""",
    "avn/tjansteutlatande-jobbcentrum.txt": """\
Tjänsteutlåtande om flytt av Jobbcentrum till Verkstadsgatan

Tallhamra kommun
Arbetsmarknadsförvaltningen
Dnr AVN 2022/0147
Datum: 2022-08-09

Till arbetsmarknadsnämnden

Förslag till beslut

Arbetsmarknadsnämnden beslutar att Jobbcentrum flyttar till Verkstadsgatan den 1 oktober 2022.

Sammanfattning

Jobbcentrum har 34 medarbetare och hyr i dag lokaler på Storgatan. Flytten beräknas kosta 1 850 000 kronor.

Mikael Thor
Enhetschef
""",
    "avn/interpellation-jobbcenter-ung.txt": """\
Interpellation av Karin Lind (MP) till arbetsmarknadsnämndens ordförande Samira Hadd (S) om Jobbcenter Ung

Tallhamra kommun
Kommunfullmäktige
Dnr AVN 2022/0201

Ungdomar väntar länge på en första tid hos Jobbcenter Ung på Hamngatan.

Med anledning av detta vill jag fråga:

Hur många veckor väntar en ungdom på sin första tid hos Jobbcenter Ung?

Tallhamra 2022-10-03

Karin Lind (MP)
""",
    "avn/svar-jobbcenter-ung.txt": """\
Svar på interpellation av Karin Lind (MP) om Jobbcenter Ung

Tallhamra kommun
Kommunfullmäktige
Dnr AVN 2022/0201

1. Hur många veckor väntar en ungdom på sin första tid hos Jobbcenter Ung?

Väntetiden var elva veckor i september men målet är fyra veckor.

Tallhamra 2022-11-07

Samira Hadd (S)
Arbetsmarknadsnämndens ordförande
""",
    "avn/protokoll-2022-08-23.txt": """\
Tallhamra kommun
Arbetsmarknadsnämnden

Protokoll (nr 7)

Sammanträdesdatum: 2022-08-23

§ 60 Ärendenummer AVN 2022/0150

Öppettider i receptionen på Jobbcenter Ung

Beslut

Arbetsmarknadsnämnden beslutar att receptionen på Jobbcenter Ung har öppet även på lördagar.

Reservation

Tore Bladh (C) reserverar sig mot beslutet.
""",
}


def build(folder: Path) -> Assistant:
    """An assistant over the papers, indexed without a model or a server."""
    papers = folder / "papers"
    for path, text in PAPERS.items():
        target = papers / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
    settings = Settings(folder / "index", embedder="hashing", vectors_url="memory", cache=folder / "cache")
    with Index.open(settings, write=True) as index:
        index.ingest().run([papers])
    return Assistant(Index.open(settings))


@pytest.fixture(scope="session")
def tallhamra(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    """The assistant that answers from the papers."""
    with build(tmp_path_factory.mktemp("tallhamra")) as assistant:
        yield assistant
