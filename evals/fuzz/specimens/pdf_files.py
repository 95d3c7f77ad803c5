"""PDF: bombs, loops, scripts, things embedded, and files that are two things at once."""

from __future__ import annotations

import zlib
from collections.abc import Sequence

from evals.fuzz.specimens.archives import docx, paragraphs
from evals.fuzz.specimens.base import READ, Aim, Specimen
from evals.fuzz.specimens.packing import Repeated

WORDS = b"BT /F1 12 Tf 72 700 Td (Kommunfullm\\344ktige beslutar att bygga simhallen i Ekbacken) Tj ET"
SHOWN = "simhallen i Ekbacken"
_FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
_PAGE = (
    b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
    b"/Resources << /Font << /F1 5 0 R >> %s >> %s >>"
)
_CATALOG = b"<< /Type /Catalog /Pages 2 0 R %s >>"
_FLATE = b" /Filter /FlateDecode"
_PAGES = b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"


def pdf(objects: Sequence[bytes], trailer: bytes = b"") -> bytes:
    """A PDF of objects numbered from 1, the first its catalogue; the table of places is right."""
    out = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(places) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<< /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF\n" % (len(places) + 1, trailer, start)
    return bytes(out)


def stream(data: bytes, entries: bytes = b"", flate: bool = False) -> bytes:
    """A stream object."""
    if flate:
        data, entries = zlib.compress(data, 9), entries + _FLATE
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(data), entries, data)


def page(
    contents: bytes | None = None, catalog: bytes = b"", resources: bytes = b"", entries: bytes = b"",
    more: Sequence[bytes] = (), trailer: bytes = b"",
) -> bytes:  # fmt: skip
    """A PDF of one page. Objects of `more` are numbered from 6."""
    shown = stream(WORDS) if contents is None else contents
    return pdf([_CATALOG % catalog, _PAGES, _PAGE % (resources, entries), shown, _FONT, *more], trailer)


def _flate_bomb(aim: Aim) -> bytes:
    """A megabyte of a megabyte of blanks: 1 kB in the file, 800 MB unpacked, then one line of text."""
    once = Repeated(b" " * 1_000_000, 800, WORDS).zlib()
    return page(stream(zlib.compress(once, 9), b"/Filter [/FlateDecode /FlateDecode]"))


def _text_bomb(aim: Aim) -> bytes:
    """Thirty million letters on a page."""
    line = b"BT /F1 1 Tf 1 700 Td (" + b"a" * 20_000 + b") Tj ET\n"
    return page(stream(Repeated(line, 1_500).zlib(), _FLATE))


def _pages(count: int) -> bytes:
    kids = b" ".join(b"%d 0 R" % number for number in range(5, 5 + count))
    sheet = (
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 3 0 R /Resources << /Font << /F1 4 0 R >> >> >>"
    )
    return pdf([
        b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, count),
        stream(WORDS), _FONT, *[sheet] * count,
    ])  # fmt: skip


def _page_tree_loop(aim: Aim) -> bytes:
    """A page tree whose branch holds itself, and that promises four thousand million pages."""
    tree = b"<< /Type /Pages /Kids [2 0 R 3 0 R 2 0 R] /Count 4000000000 >>"
    return pdf([_CATALOG % b"", tree, _PAGE % (b"", b""), stream(WORDS), _FONT])


def _missing_pages(aim: Aim) -> bytes:
    """Promises 4,900 pages and holds one."""
    tree = b"<< /Type /Pages /Kids [3 0 R] /Count 4900 >>"
    return pdf([_CATALOG % b"", tree, _PAGE % (b"", b""), stream(WORDS), _FONT])


def _outline_loop(aim: Aim) -> bytes:
    items = [
        b"<< /Type /Outlines /First 7 0 R /Last 8 0 R /Count 2 >>",
        b"<< /Title (a) /Parent 6 0 R /Next 8 0 R /First 7 0 R /Last 7 0 R >>",
        b"<< /Title (b) /Parent 6 0 R /Next 7 0 R /Prev 8 0 R >>",
    ]
    return page(catalog=b"/Outlines 6 0 R", more=items)


def _deep(aim: Aim) -> bytes:
    return page(catalog=b"/Deep " + b"[" * 100_000 + b"]" * 100_000)


def _deep_contents(aim: Aim) -> bytes:
    return page(stream(b"[" * 200_000 + b"]" * 200_000 + b" TJ " + b"q " * 200_000 + WORDS, flate=True))


def _form_loop(aim: Aim) -> bytes:
    form = stream(
        b"/X6 Do " + WORDS,
        b"/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources << /XObject << /X6 6 0 R >> >>",
    )
    return page(stream(WORDS + b" /X6 Do"), resources=b"/XObject << /X6 6 0 R >>", more=[form])


def _form_bomb(aim: Aim) -> bytes:
    """Forms that draw forms ten times each, nine deep: a thousand million lines from 3 kB."""
    forms = []
    for number in range(6, 15):
        inner = b"/Resources << /XObject << /X %d 0 R >> /Font << /F1 5 0 R >> >>" % (number + 1)
        drawn = b"/X Do " * 10 if number < 14 else WORDS
        forms.append(stream(drawn, b"/Type /XObject /Subtype /Form /BBox [0 0 595 842] " + inner))
    return page(stream(WORDS + b" /X Do"), resources=b"/XObject << /X 6 0 R >>", more=forms)


def _grid(aim: Aim) -> bytes:
    """A ruled table of nine thousand lines, each crossing half of the others."""
    rules = b"".join(b"%d 10 m %d 800 l S 10 %d m 580 %d l S\n" % (n, n, n, n) for n in range(10, 4510))
    return page(stream(rules + WORDS, flate=True))


def _image_bomb(aim: Aim) -> bytes:
    """A picture of 60,000 by 60,000 dots over the whole page, from a few kilobytes."""
    entries = b"/Type /XObject /Subtype /Image /Width 60000 /Height 60000 /BitsPerComponent 1 /ColorSpace /DeviceGray"
    image = stream(Repeated(b"\xff" * 1_000_000, 450).zlib(), entries + _FLATE)
    return page(stream(b"q 595 0 0 842 0 0 cm /I Do Q"), resources=b"/XObject << /I 6 0 R >>", more=[image])


def _cmap_bomb(aim: Aim) -> bytes:
    """A font whose map to Unicode claims every code of four bytes."""
    ranges = b"1 begincodespacerange <00> <ffffffff> endcodespacerange\n"
    ranges += b"100 beginbfrange\n" + b"<00000000> <ffffffff> <0041>\n" * 100 + b"endbfrange\n"
    font = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode 7 0 R >>"
    return page(resources=b"/XObject << >>", more=[font, stream(ranges * 100)]).replace(b"/F1 5 0 R", b"/F1 6 0 R")


def _acts(aim: Aim) -> bytes:
    """Opens, launches, sends, fetches: as it is opened, as a page is shown, as a field is touched."""
    url, file = aim.url.encode(), aim.file.encode()
    catalog = b"/OpenAction 6 0 R /AA << /WC 7 0 R >> /AcroForm << /XFA 9 0 R /Fields [] >> /URI << /Base (%s) >>" % url
    more = [
        b"<< /S /JavaScript /JS (app.launchURL\\('%s'\\); this.submitForm\\('%s'\\);) /Next 7 0 R >>" % (url, url),
        b"<< /S /Launch /F (%s) /Win << /F (cmd.exe) >> /Next 8 0 R >>" % file,
        b"<< /S /SubmitForm /F << /FS /URL /F (%s) >> >>" % url,
        stream(b'<xdp:xdp xmlns:xdp="http://ns.adobe.com/xdp/"><template href="%s"/></xdp:xdp>' % url),
        b"<< /Type /Annot /Subtype /Link /Rect [0 0 600 800] /A << /S /URI /URI (%s) >> >>" % url,
        b"<< /Type /Annot /Subtype /Link /Rect [0 0 600 800] /A << /S /GoToR /F (%s) /D [0 /Fit] >> >>" % file,
    ]
    return page(catalog=catalog, entries=b"/Annots [10 0 R 11 0 R] /AA << /O 6 0 R >>", more=more)


def _external_stream(aim: Aim) -> bytes:
    """The page's content lies in another file, or at an address."""
    outside = b"/F << /Type /Filespec /F (%s) /UF (%s) >>" % (aim.file.encode(), aim.file.encode())
    online = b"/F << /FS /URL /F (%s) >>" % aim.url.encode()
    more = [stream(b"", outside), stream(b"", online)]
    return page(more=more).replace(b"/Contents 4 0 R", b"/Contents [4 0 R 6 0 R 7 0 R]")


def _embedded(aim: Aim) -> bytes:
    names = b"/Names << /EmbeddedFiles << /Names [(../../evil.sh) 6 0 R] >> >>"
    more = [
        b"<< /Type /Filespec /F (../../evil.sh) /UF (../../evil.sh) /EF << /F 7 0 R >> >>",
        stream(b"#!/bin/sh\necho canary", b"/Type /EmbeddedFile"),
    ]
    return page(catalog=names, more=more)


def _encrypted(aim: Aim) -> bytes:
    lock = b"<< /Filter /Standard /V 2 /R 3 /Length 128 /P -44 /O <%s> /U <%s> >>" % (b"31" * 32, b"32" * 32)
    return page(more=[lock], trailer=b"/Encrypt 6 0 R /ID [<3131> <3131>]")


def _table_loop(aim: Aim) -> bytes:
    """A table of places that names itself as the one before."""
    made = page()
    start = int(made.rsplit(b"startxref\n", 1)[1].split()[0])
    return made.replace(b"/Root 1 0 R", b"/Root 1 0 R /Prev %d" % start)


def _object_loop(aim: Aim) -> bytes:
    """Objects that are each other, a stream that is as long as it is long."""
    more = [b"7 0 R", b"6 0 R", b"<< /Length 8 0 R >>\nstream\nx\nendstream"]
    return page(catalog=b"/Loop 6 0 R /PageLabels 6 0 R /Metadata 8 0 R", more=more)


def _names(aim: Aim) -> bytes:
    """A title with control and bidi characters and the escapes of a terminal."""
    title = "\ufeffBeslut\x1b[2J\u202efdp.exe\x07\x00 om simhallen".encode("utf-16-be").hex().encode()
    return page(more=[b"<< /Title <%s> /CreationDate (D:99999999999999) >>" % title], trailer=b"/Info 6 0 R")


def _with_archive(aim: Aim) -> bytes:
    return page() + docx(paragraphs("hemlig canary i arkivet"))


def _with_page(aim: Aim) -> bytes:
    return b"<!doctype html><script>fetch('%s')</script><p>canary</p><!--\n" % aim.url.encode() + page() + b"-->"


PDFS: tuple[Specimen, ...] = (
    Specimen("flate_bomb.pdf", _flate_bomb, None),
    Specimen("text_bomb.pdf", _text_bomb, None),
    Specimen("huge_box.pdf", lambda aim: page().replace(b"[0 0 595 842]", b"[0 0 1e12 1e12]"), None),
    Specimen("odd_box.pdf", lambda aim: page().replace(b"[0 0 595 842]", b"[nan -1e99 (x) null]"), None),
    Specimen("pages_10000.pdf", lambda aim: _pages(10_000), "10,000 pages"),
    Specimen("pages_1000.pdf", lambda aim: _pages(1_000), READ, SHOWN),
    Specimen("page_tree_loop.pdf", _page_tree_loop, None),
    Specimen("missing_pages.pdf", _missing_pages, None),
    Specimen("outline_loop.pdf", _outline_loop, READ, SHOWN),
    Specimen("deep_arrays.pdf", _deep, None),
    Specimen("deep_contents.pdf", _deep_contents, None),
    Specimen("form_loop.pdf", _form_loop, READ, SHOWN),
    Specimen("form_bomb.pdf", _form_bomb, None),
    Specimen("grid.pdf", _grid, None),
    Specimen("image_bomb.pdf", _image_bomb, None),
    Specimen("cmap_bomb.pdf", _cmap_bomb, None),
    Specimen("actions.pdf", _acts, READ, SHOWN),
    Specimen("external_stream.pdf", _external_stream, READ, SHOWN),
    Specimen("embedded.pdf", _embedded, READ, SHOWN),
    Specimen("encrypted.pdf", _encrypted, "password"),
    Specimen("xref_loop.pdf", _table_loop, None),
    Specimen("object_loop.pdf", _object_loop, READ, SHOWN),
    Specimen("odd_title.pdf", _names, READ, SHOWN),
    Specimen("also_zip.pdf", _with_archive, READ, SHOWN),
    Specimen("also_zip.docx", _with_archive, READ, SHOWN),
    Specimen("also_page.html", _with_page, READ, SHOWN),
    Specimen("cut_short.pdf", lambda aim: page()[:300], "damaged"),
    Specimen("head_only.pdf", lambda aim: b"%PDF-1.7\n", "damaged"),
    Specimen("many_heads.pdf", lambda aim: b"%PDF-1.7\n1 0 obj\n" * 50_000, "damaged"),
)
