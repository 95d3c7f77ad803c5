"""HTML: pages without end, pages that fetch, pages that go away."""

from __future__ import annotations

from evals.fuzz.specimens.base import READ, Aim, Specimen, fixed

SHOWN = "Kommunfullmäktige beslutar att bygga simhallen"
_WORDS = f"<p>{SHOWN}</p>".encode()


def page(body: bytes, head: bytes = b"") -> bytes:
    """A page in UTF-8."""
    return b'<!doctype html><html><head><meta charset="utf-8">' + head + b"</head><body>" + body + b"</body></html>"


def _fetching(aim: Aim) -> bytes:
    url, file = aim.url.encode(), aim.file.encode()
    head = (
        b'<base href="%(u)s"><meta http-equiv="refresh" content="0;url=%(u)s"><link rel="stylesheet" href="%(u)s">'
        b'<link rel="preload" as="script" href="%(u)s"><style>@import "%(u)s";body{background:url(%(u)s)}</style>'
        b'<script src="%(u)s"></script>'
    ) % {b"u": url}
    body = (
        b'<img src="%(u)s" onerror="fetch(\'%(u)s\')"><iframe src="%(f)s"></iframe><object data="%(f)s"></object>'
        b'<embed src="%(u)s"><video src="%(u)s" autoplay></video><svg><use href="%(u)s"/></svg>'
        b'<form action="%(u)s"><input autofocus onfocus="submit()"></form><a ping="%(u)s" href="%(u)s">bort</a>'
    ) % {b"u": url, b"f": file}
    return page(_WORDS + body, head)


def _entities(aim: Aim) -> bytes:
    head = (
        f'<?xml version="1.0"?><!DOCTYPE html [<!ENTITY f SYSTEM "{aim.file}"><!ENTITY u SYSTEM "{aim.url}">'
        '<!ENTITY a "canary"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>'
    )
    included = f'<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="{aim.file}" parse="text"/>'
    return (head + f"<html><body><p>&f;&u;&c;</p>{included}<p>{SHOWN}</p></body></html>").encode()


def _codec(name: bytes, text: bytes = b"xn--" + b"a-" * 200_000) -> bytes:
    return b"<html><head><meta charset=%s></head><body><p>" % name + text + b"</p></body></html>"


HTML: tuple[Specimen, ...] = (
    Specimen("tags_1000000.html", fixed(page(_WORDS + b"<b>x</b>" * 500_000)), None),
    Specimen("tables_30000.html", fixed(page(_WORDS + b"<table><tr><td>x</table>" * 30_000)), None),
    Specimen("tables_deep.html", fixed(page(_WORDS + b"<table><tr><td>" * 3_000 + b"x" * 1_000)), None),
    Specimen(
        "deep_100000.html", fixed(page(_WORDS + b"<div>" * 100_000 + b"djupt" + b"</div>" * 100_000)), READ, SHOWN
    ),
    Specimen("deep_inline.html", fixed(page(_WORDS + b"<i><b>" * 50_000 + b"djupt")), READ, SHOWN),
    Specimen(
        "attributes.html",
        fixed(page(_WORDS + b"<p " + b"".join(b"a%d=1 " % n for n in range(100_000)) + b">x</p>")),
        None,
    ),
    Specimen("one_attribute.html", fixed(page(_WORDS + b'<p title="' + b"x" * 12_000_000 + b'">y</p>')), None),
    Specimen("comments.html", fixed(b"<!---->" * 2_300 + b"<x" + _WORDS), None),
    Specimen("unclosed_comments.html", fixed(b"<html><body>" + _WORDS + b"<!--" * 300_000), None),
    Specimen("less_than.html", fixed(b"<html><body>" + _WORDS + b"<" * 1_000_000), None),
    Specimen("fetching.html", _fetching, READ, SHOWN),
    Specimen("entities.html", _entities, None),
    Specimen("entity_names.html", fixed(page(_WORDS + b"&#x110000;&#xd800;&#0;&nosuch;" * 20_000)), None),
    Specimen("idna.html", fixed(_codec(b"idna")), None),
    Specimen("punycode.html", fixed(_codec(b"punycode")), None),
    Specimen("zlib.html", fixed(_codec(b"zlib_codec")), None),
    Specimen("utf_7.html", fixed(_codec(b"utf-7", b"+ADw-script+AD4-hej+ADw-/script+AD4-")), READ, "+ADw-", "<script"),
    Specimen(
        "hidden.html",
        fixed(page(_WORDS + b'<div style="display:none">canary</div><template>canary</template>')),
        READ,
        SHOWN,
    ),
    Specimen("nulls.html", fixed(page(_WORDS + b"a\x00b" * 10_000)), None),
)
