"""Papers of Tallhamra in which things are undertaken, and later ones that tell what became of them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from index.settings import Settings
from index.store import Index

PAPERS = {
    "svar.txt": """\
Svar på interpellation av Eva Lo (V) om isbanan

Tallhamra kommun
Kommunfullmäktige
Dnr KS 2024/0009

1. När får isbanan vid Norra skolan belysning?

Belysningen vid isbanan ska vara på plats senast den 15 september 2024.

2. Hur ska kvällsöppet bemannas?

Vi kommer att ta fram en bemanningsplan under våren. Kanske behövs fler vaktmästare.

3. Vad händer med omklädningsrummen?

Ombyggnaden av omklädningsrummen beräknas vara klar kvartal 2 2025.

Tallhamra 2024-02-12

Bo Ask (M)
Kommunstyrelsens ordförande
""",
    "protokoll-februari.txt": """\
Tallhamra kommun
Kommunfullmäktige

Protokoll (nr 2)

Sammanträdesdatum: 2024-02-26

Närvarande

Ledamöter
Gunnar Tegel (S), ordförande
Eva Lo (V)
Bo Ask (M)

§ 20 Ärendenummer KS 2023/0200

Taxa för båtplatser

Beslut

1. Kommunstyrelsen får i uppdrag att utreda taxan för båtplatser vid Södra hamnen.
2. Fritidsnämnden får i uppdrag att redovisa köerna till båtplatserna senast i juni 2024.

Yrkanden

Eva Lo (V) yrkar att kommunstyrelsen får i uppdrag att avskaffa taxan senast den 1 maj 2024.

§ 21 Ärendenummer KS 2023/0211

Motion av Eva Lo (V) om bastu vid badplatsen

Beslut

Motionen avslås.

Sammanfattning

I motionen föreslås att fritidsnämnden får i uppdrag att bygga en bastu senast 2025.
""",
    "protokoll-september.txt": """\
Tallhamra kommun
Kommunfullmäktige

Protokoll (nr 7)

Sammanträdesdatum: 2024-09-30

Närvarande

Ledamöter
Gunnar Tegel (S), ordförande
Eva Lo (V)
Bo Ask (M)

§ 70 Ärendenummer KS 2023/0200

Taxa för båtplatser

Beslut

Redovisning av kommunfullmäktiges uppdrag 2024-02-26 § 20 punkt 1 till kommunstyrelsen att utreda taxan för
båtplatser vid Södra hamnen antecknas och förklaras fullgjort.
""",
    "tjansteutlatande.txt": """\
Tjänsteutlåtande

Tallhamra kommun
Kommunstyrelseförvaltningen
2024-10-07
Dnr KS 2024/0009

Uppföljning av isbanan

Sammanfattning

Belysningen vid isbanan har försenats. Stolparna kom sent från tillverkaren.
""",
}


@pytest.fixture(scope="package")
def index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    folder = tmp_path_factory.mktemp("ledger")
    (folder / "papers").mkdir()
    for name, text in PAPERS.items():
        (folder / "papers" / name).write_text(text, encoding="utf-8")
    settings = Settings(folder / "index", embedder="hashing", vectors_url="memory", cache=folder / "cache")
    with Index.open(settings, write=True) as writing:
        writing.ingest().run([folder / "papers"])
    with Index.open(settings) as opened:
        yield opened
