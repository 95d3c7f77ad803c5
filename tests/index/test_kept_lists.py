"""People of lists that no search sees are in the catalogue, where questions about who was there find them."""

from pathlib import Path

from corpus import read
from corpus.records import ActKind
from index.catalogue import Catalogue, File
from index.embedding.hashing import HashEmbedder
from index.passages import embedded_text, passages
from index.records import Filters

MINUTES = """Tallhamra kommun

Kommunfullmäktige

Protokoll 2024-03-12

§ 7

Motion om badplats

Beslut

Motionen avslås.

Bilaga 1

Plats

Ledamot

Ersättare

Parti

Ankom

Utgick

"""
ROWS = "1|Ek, Anna|S|17:04|21:26|2|Ask, Bo|M|17:05|20:10|3|Lo, Eva|Dal, Per|V|17:00|21:26"


def test_an_attendance_list_in_cells_is_found_by_person_though_it_is_not_searched(tmp_path: Path) -> None:
    path = tmp_path / "protokoll.txt"
    path.write_text(MINUTES + ROWS.replace("|", "\n\n"), encoding="utf-8")
    document = read(path, root=tmp_path)
    cut = passages(document)
    assert not any("17:04" in passage.text for passage in cut)
    with Catalogue.open(tmp_path / "index", write=True) as catalogue:
        vectors = HashEmbedder().embed_passages([embedded_text(passage) for passage in cut])
        file = File("protokoll.txt", str(path), str(tmp_path), 1, 1, document.sha256, document.id)
        catalogue.write_document(document, cut, vectors, [file])
        (found,) = catalogue.acts(Filters(acts=(ActKind.ATTENDANCE,), persons=("Per Dal",)))
        assert found.actors[0].label == "Per Dal (V)"
        assert document.quote(found.span).split() == ["Dal,", "Per", "V"]
        everyone = catalogue.acts(Filters(acts=(ActKind.ATTENDANCE,)))
        assert {(act.actors[0].name, str(act.form)) for act in everyone} == {
            ("Anna Ek", "present"),
            ("Bo Ask", "present"),
            ("Per Dal", "substitute"),
            ("Eva Lo", "absent"),
        }
