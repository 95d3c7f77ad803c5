"""Papers of two years of Tallhamra's council, and of a neighbour, Ekmarka: what the routes over the register need.

Interpellations of three parties with and without answers, one put off at two meetings before it was answered; a
motion that was referred, on which the executive proposed rejection and the council voted; dissents of three kinds;
who was there and who was not; two namesakes; a unit that both municipalities have.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from assistant import Answer, Assistant
from index.settings import Settings
from index.store import Index

PAPERS = {
    "kf/interpellation-sporthallen.txt": """\
Interpellation av Anna Ek (S) till kommunstyrelsens ordförande Bo Ask (M) om sporthallens tak

Tallhamra kommun
Kommunfullmäktige
Dnr KS 2023/0011

Taket på sporthallen läcker sedan i höstas, och två klubbar har flyttat sin träning till grannkommunen.

Mot bakgrund av detta vill jag ställa följande frågor till kommunstyrelsens ordförande Bo Ask (M):

1. När ska sporthallens tak vara lagat?
2. Vad har läckan i sporthallen kostat kommunen hittills?

Tallhamra 2023-02-06

Anna Ek (S)
""",
    "kf/svar-sporthallen.txt": """\
Svar på interpellation av Anna Ek (S) om sporthallens tak

Tallhamra kommun
Kommunfullmäktige
Dnr KS 2023/0011

Anna Ek har ställt två frågor till mig om sporthallen.

1. När ska sporthallens tak vara lagat?

Taket ska vara lagat den 31 augusti 2023, då också ventilationen byts.

2. Vad har läckan i sporthallen kostat kommunen hittills?

Läckan har kostat 640 000 kronor till och med mars.

Tallhamra 2023-04-17

Bo Ask (M)
Kommunstyrelsens ordförande
""",
    "kf/interpellation-cykelbanan.txt": """\
Interpellation av Ylva Norrman (V) till kommunstyrelsens ordförande Bo Ask (M) om cykelbanan längs Sågvägen

Tallhamra kommun
Kommunfullmäktige
Dnr KS 2023/0145

Cykelbanan längs Sågvägen skulle ha byggts i våras, men ingenting har hänt.

Med anledning av detta vill jag fråga:

Varför har cykelbanan längs Sågvägen inte börjat byggas?

Tallhamra 2023-09-04

Ylva Norrman (V)
""",
    "kf/interpellation-biblioteket.txt": """\
Interpellation av Ylva Norrman (V) till kultur- och fritidsnämndens ordförande Tore Bladh (C) om bibliotekets öppettider

Tallhamra kommun
Kommunfullmäktige
Dnr KFN 2022/0031

Biblioteket stänger klockan fem, innan de flesta har slutat arbeta.

Med anledning av detta vill jag fråga:

Avser nämnden att hålla biblioteket öppet på kvällarna?

Tallhamra 2022-10-03

Ylva Norrman (V)
""",
    "kf/svar-biblioteket.txt": """\
Svar på interpellation av Ylva Norrman (V) om bibliotekets öppettider

Tallhamra kommun
Kommunfullmäktige
Dnr KFN 2022/0031

1. Avser nämnden att hålla biblioteket öppet på kvällarna?

Biblioteket får öppet till klockan nitton på onsdagar från och med januari.

Tallhamra 2022-11-07

Tore Bladh (C)
Kultur- och fritidsnämndens ordförande
""",
    "kf/interpellation-vattentornet.txt": """\
Interpellation av Olof Lind (KD) till kommunstyrelsens ordförande Bo Ask (M) om vattentornets framtid

Tallhamra kommun
Kommunfullmäktige

Vattentornet står tomt sedan den nya ledningen drogs.

Med anledning av detta vill jag fråga:

Vad ska vattentornet användas till när renoveringen | ombyggnaden
är klar?

Tallhamra 2023-05-08

Olof Lind (KD)
""",
    "kf/motion-solceller.txt": """\
Motion av Karin Lind (MP) om solceller på skolornas tak

Tallhamra kommun
Kommunfullmäktige
Dnr KS 2023/0060

Skolornas tak ligger oanvända i solen.

Jag föreslår därför att kommunen sätter solceller på skolornas tak före 2026.

Tallhamra 2023-03-06

Karin Lind (MP)
""",
    "kf/motion-hundbad.txt": """\
Motion av Olof Lind (KD) om ett hundbad vid Långsjön

Tallhamra kommun
Kommunfullmäktige
Dnr KS 2023/0081

Hundar får inte bada vid kommunens stränder.

Jag föreslår därför att kommunen ordnar ett hundbad vid Långsjön.

Tallhamra 2023-04-03

Olof Lind (KD)
""",
    "ks/tjansteutlatande-hundbad.txt": """\
Tjänsteutlåtande om ett hundbad vid Långsjön

Tallhamra kommun
Kommunstyrelseförvaltningen
Dnr KS 2023/0081
Datum: 2023-08-14

Till kommunstyrelsen

Förslag till beslut

Kommunstyrelsen beslutar att hundbadet vid Långsjön anläggs för 90 000 kronor.

Sammanfattning

Ett hundbad vid Långsjön ryms inom investeringsramen.

Lena Brink
Parkchef
""",
    "kf/protokoll-2023-02-27.txt": """\
Tallhamra kommun
Kommunfullmäktige

Protokoll (nr 2)

Sammanträdesdatum: 2023-02-27

Närvarande

Ledamöter
Gunnar Tegel (S), ordförande
Anna Ek (S)
Bo Ask (M)

§ 1 Val av justerare

Beslut

Anna Ek (S) utses att justera protokollet.

§ 2 Godkännande av dagordning

Beslut

Dagordningen godkänns.

§ 10 Ärendenummer KS 2023/0011

Interpellation av Anna Ek (S) till kommunstyrelsens ordförande Bo Ask (M) om sporthallens tak

Beslut

Interpellationen bordläggs.
""",
    "kf/protokoll-2023-03-27.txt": """\
Tallhamra kommun
Kommunfullmäktige

Protokoll (nr 3)

Sammanträdesdatum: 2023-03-27

Närvarande

Ledamöter
Gunnar Tegel (S), ordförande
Anna Ek (S)
Karin Lind (MP)

§ 1 Val av justerare

Beslut

Anna Ek (S) utses att justera protokollet.

§ 2 Godkännande av dagordning

Beslut

Dagordningen godkänns.

§ 20 Ärendenummer KS 2023/0011

Interpellation av Anna Ek (S) till kommunstyrelsens ordförande Bo Ask (M) om sporthallens tak

Beslut

Interpellationen bordläggs.

§ 21 Ärendenummer KS 2023/0060

Motion av Karin Lind (MP) om solceller på skolornas tak

Beslut

Motionen remitteras till kommunstyrelsen.
""",
    "kf/protokoll-2023-04-24.txt": """\
Tallhamra kommun
Kommunfullmäktige

Protokoll (nr 4)

Sammanträdesdatum: 2023-04-24

Närvarande

Ledamöter
Gunnar Tegel (S), ordförande
Anna Ek (S)
Bo Ask (M)

§ 1 Val av justerare

Beslut

Anna Ek (S) utses att justera protokollet.

§ 2 Godkännande av dagordning

Beslut

Dagordningen godkänns.

§ 30 Ärendenummer KS 2023/0011

Svar på interpellation av Anna Ek (S) till kommunstyrelsens ordförande Bo Ask (M) om sporthallens tak

Beslut

Interpellationen anses besvarad.
""",
    "ks/protokoll-2023-09-12.txt": """\
Tallhamra kommun
Kommunstyrelsen

Protokoll (nr 9)

Sammanträdesdatum: 2023-09-12

Närvarande

Ledamöter
Bo Ask (M), ordförande
Anna Ek (S)

§ 1 Val av justerare

Beslut

Anna Ek (S) utses att justera protokollet.

§ 2 Godkännande av dagordning

Beslut

Dagordningen godkänns.

§ 90 Ärendenummer KS 2023/0060

Svar på motion av Karin Lind (MP) om solceller på skolornas tak

Beslut

Kommunstyrelsen föreslår att kommunfullmäktige beslutar:

Motionen avslås.

Reservation

Anna Ek (S) reserverar sig mot beslutet.
""",
    "kf/protokoll-2023-10-30.txt": """\
Tallhamra kommun
Kommunfullmäktige

Protokoll (nr 8)

Sammanträdesdatum: 2023-10-30

Närvarande

Ledamöter
Gunnar Tegel (S), ordförande
Anna Ek (S)
Bo Ask (M)
Ylva Norrman (V)
Karin Lind (MP)
Mats Orre (S), Norrby
Mats Orre (C), Söderby

Ersättare
Siv Berg (KD), tjänstgör för Olof Lind (KD)

Frånvarande
Tore Bladh (C)

§ 80 Ärendenummer KS 2023/0060

Svar på motion av Karin Lind (MP) om solceller på skolornas tak

Beslut

Motionen avslås.

Yrkanden

Karin Lind (MP) och Mats Orre (S) yrkar bifall till motionen.

Bo Ask (M) och Mats Orre (C) yrkar avslag på motionen.

Propositionsordning

Ordföranden ställer propositioner på yrkandena och finner att motionen har avslagits. Omröstning begärs.

Omröstning

Godkänd voteringsproposition: ”Ja för bifall till kommunstyrelsens förslag och Nej för bifall till yrkandet från Karin Lind.”

Omröstningen utfaller med 4 Ja mot 3 Nej.

Ja röstar Gunnar Tegel (S), Bo Ask (M), Mats Orre (C) och Siv Berg (KD).

Nej röstar Anna Ek (S), Ylva Norrman (V) och Karin Lind (MP).

Reservation

Karin Lind (MP) och Ylva Norrman (V) reserverar sig mot beslutet om solceller.

Särskilt yttrande

Mats Orre (C) lämnar följande särskilda yttrande: ”Vi vill se en kalkyl innan några tak byggs om.”

Ersättaryttrande

Ersättaren Siv Berg (KD) lämnar följande ersättaryttrande: ”Solcellerna borde ha prövats på en skola först.”

§ 81 Frågestund

Mats Orre (C) ställer följande fråga: Varför har vinterväghållningen i Söderby dragits ned?

Kommunstyrelsens ordförande Bo Ask (M) besvarar frågan.
""",
    "kf/protokollsutdrag-2023-10-30-80.txt": """\
Tallhamra kommun
Kommunfullmäktige

Protokollsutdrag

Sammanträdesdatum: 2023-10-30

§ 80 Ärendenummer KS 2023/0060

Svar på motion av Karin Lind (MP) om solceller på skolornas tak

Beslut

Motionen avslås.

Yrkanden

Karin Lind (MP) och Mats Orre (S) yrkar bifall till motionen.

Bo Ask (M) och Mats Orre (C) yrkar avslag på motionen.

Propositionsordning

Ordföranden ställer propositioner på yrkandena och finner att motionen har avslagits. Omröstning begärs.

Omröstning

Godkänd voteringsproposition: ”Ja för bifall till kommunstyrelsens förslag och Nej för bifall till yrkandet från Karin Lind.”

Omröstningen utfaller med 4 Ja mot 3 Nej.

Ja röstar Gunnar Tegel (S), Bo Ask (M), Mats Orre (C) och Siv Berg (KD).

Nej röstar Anna Ek (S), Ylva Norrman (V) och Karin Lind (MP).

Reservation

Karin Lind (MP) och Ylva Norrman (V) reserverar sig mot beslutet om solceller.

Särskilt yttrande

Mats Orre (C) lämnar följande särskilda yttrande: ”Vi vill se en kalkyl innan några tak byggs om.”

Ersättaryttrande

Ersättaren Siv Berg (KD) lämnar följande ersättaryttrande: ”Solcellerna borde ha prövats på en skola först.”

""",
    "kf/fraga-odaterad.txt": """\
Enkel fråga av Tore Bladh (C) till kommunstyrelsens ordförande Bo Ask (M) om parkbänkarna

Tallhamra kommun
Kommunfullmäktige

Med anledning av detta vill jag fråga:

Hur många parkbänkar har tagits bort ur Stadsparken?

Tore Bladh (C)
""",
    "avn/interpellation-jobbtorget.txt": """\
Interpellation av Karin Lind (MP) till arbetsmarknadsnämndens ordförande Samira Hadd (S) om väntetiden på Jobbtorget

Tallhamra kommun
Kommunfullmäktige
Dnr AVN 2023/0017

Med anledning av detta vill jag fråga:

Hur lång är väntetiden på Jobbtorget?

Tallhamra 2023-10-02

Karin Lind (MP)
""",
    "ekmarka/interpellation-jobbtorget.txt": """\
Interpellation av Rut Sten (L) till arbetsmarknadsnämndens ordförande Nils Dahl (S) om väntetiden på Jobbtorget

Ekmarka kommun
Kommunfullmäktige
Dnr AMN 2023/0044

Med anledning av detta vill jag fråga:

Hur lång är väntetiden på Jobbtorget?

Ekmarka 2023-10-16

Rut Sten (L)
""",
}


def build(folder: Path, texts: Mapping[str, str] = PAPERS) -> Assistant:
    """An assistant over papers by path, indexed without a model or a server."""
    papers = folder / "papers"
    for path, text in texts.items():
        target = papers / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
    settings = Settings(folder / "index", embedder="hashing", vectors_url="memory", cache=folder / "cache")
    with Index.open(settings, write=True) as index:
        index.ingest().run([papers])
    return Assistant(Index.open(settings))


def table(answer: Answer) -> list[dict[str, str]]:
    """The rows of the first table of an answer, by the names of its columns; the last one holds the markers."""
    lines = [line for line in answer.answer.split("\n") if line.startswith("| ")]
    header, *found = ([cell.strip() for cell in line.strip("|").split(" | ")] for line in lines)
    assert all(len(row) == len(header) for row in found)
    return [dict(zip(header, row, strict=True)) for row in found]


def quoted(answer: Answer, row: dict[str, str]) -> str:
    """The exact words that the source of a row cites."""
    number = int(list(row.values())[-1].strip("[]"))
    return next(citation.quote for citation in answer.citations if citation.n == number)


def faithful(assistant: Assistant, answer: Answer) -> None:
    """Asserts that every citation is the document's own text, and every row has one."""
    for citation in answer.citations:
        document = assistant.document(citation.document_id)
        assert document is not None
        assert document.text[citation.start : citation.end] == citation.quote != ""
    assert all(row[list(row)[-1]].startswith("[") for row in (table(answer) if "\n| " in answer.answer else []))
