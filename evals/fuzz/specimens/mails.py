"""Mail: parts without end, headers without end, names of attachments that lead elsewhere."""

from __future__ import annotations

from evals.fuzz.specimens.base import READ, Aim, Specimen, fixed

SHOWN = "Kommunfullmäktige beslutar att bygga simhallen"
HEAD = (
    b"From: Anna Ek <anna@tallhamra.example>\r\nTo: registrator@tallhamra.example\r\n"
    b"Subject: Simhallen\r\nMIME-Version: 1.0\r\n"
)
_PLAIN = b"Content-Type: text/plain; charset=utf-8\r\n"
_WORDS = SHOWN.encode() + b"\r\n"


def mail(body: bytes = _WORDS, headers: bytes = _PLAIN) -> bytes:
    """A mail with more headers and a body."""
    return HEAD + headers + b"\r\n" + body


def _part(number: int) -> bytes:
    return b"--b\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n" + (
        _WORDS if number == 0 else b"del %d\r\n" % number
    )


def _parts(count: int) -> bytes:
    return mail(b"".join(map(_part, range(count))) + b"--b--\r\n", b"Content-Type: multipart/mixed; boundary=b\r\n")


def _nested(depth: int, kind: bytes = b"multipart/mixed") -> bytes:
    opened = b"".join(b"--b%d\r\nContent-Type: %s; boundary=b%d\r\n\r\n" % (n, kind, n + 1) for n in range(depth))
    inner = b"--b%d\r\n" % depth + _PLAIN + b"\r\n" + _WORDS
    return mail(opened + inner, b"Content-Type: %s; boundary=b0\r\n" % kind)


def _messages(depth: int) -> bytes:
    return mail(
        (b"Content-Type: message/rfc822\r\n\r\n" * depth) + _PLAIN + b"\r\n" + _WORDS,
        b"Content-Type: message/rfc822\r\n",
    )


def _attached(name: bytes) -> bytes:
    """The body, and an attachment of that name."""
    attached = (
        b"--b\r\nContent-Type: application/pdf\r\nContent-Disposition: attachment; %s\r\n\r\ncanary\r\n--b--\r\n" % name
    )
    return mail(_part(0) + attached, b"Content-Type: multipart/mixed; boundary=b\r\n")


def _elsewhere(aim: Aim) -> bytes:
    """A body that lies at an address, and one that lies in a file (RFC 2017)."""
    url, file = aim.url.encode(), aim.file.encode()
    external = b"--b\r\nContent-Type: message/external-body; %s\r\n\r\nContent-Type: text/plain\r\n\r\n"
    outside = external % (b'access-type=URL; URL="%s"' % url)
    local = external % (b'access-type=local-file; name="%s"' % file)
    page = b'--b\r\nContent-Type: text/html\r\n\r\n<img src="%s"><p>bild</p>\r\n--b--\r\n' % url
    return mail(_part(0) + outside + local + page, b"Content-Type: multipart/mixed; boundary=b\r\n")


def _continued(count: int) -> bytes:
    """A name of an attachment in thousands of numbered pieces (RFC 2231)."""
    return _attached(b";\r\n ".join(b"filename*%d*=utf-8''a" % n for n in range(count)))


MAILS: tuple[Specimen, ...] = (
    Specimen("parts_1000.eml", fixed(_parts(1_000)), READ, SHOWN),
    Specimen("parts_30000.eml", fixed(_parts(30_000)), "30,00"),
    Specimen("nested_500.eml", fixed(_nested(500)), None),
    Specimen("nested_alternatives.eml", fixed(_nested(900, b"multipart/alternative")), None),
    Specimen("messages_500.eml", fixed(_messages(500)), None),
    Specimen("huge_header.eml", fixed(mail(headers=_PLAIN + b"X-Filler: " + b"a" * 8_000_000 + b"\r\n")), READ, SHOWN),
    Specimen("huge_subject.eml", fixed(mail(headers=_PLAIN + b"Subject: " + b"a b " * 500_000 + b"\r\n")), READ, SHOWN),
    Specimen(
        "encoded_subject.eml",
        fixed(mail(headers=_PLAIN + b"Subject: " + b"=?utf-8?q?=C3=A5?= " * 50_000 + b"\r\n")),
        READ,
        SHOWN,
    ),
    Specimen(
        "many_people.eml",
        fixed(mail(headers=_PLAIN + b"Cc: " + b"Bo Ask <bo@x.example>, " * 20_000 + b"x@y.example\r\n")),
        READ,
        SHOWN,
    ),
    Specimen(
        "brackets.eml", fixed(mail(headers=_PLAIN + b"Cc: " + b"(" * 20_000 + b"<" * 20_000 + b"\r\n")), READ, SHOWN
    ),
    Specimen("quotes.eml", fixed(mail(headers=_PLAIN + b"Cc: " + b'"a\\' * 20_000 + b"\r\n")), READ, SHOWN),
    Specimen("many_headers.eml", fixed(mail(headers=_PLAIN + b"X-A: b\r\n" * 200_000)), READ, SHOWN),
    Specimen("many_subjects.eml", fixed(mail(headers=_PLAIN + b"Subject: b\r\n" * 20_000)), READ, SHOWN),
    Specimen("up_names.eml", fixed(_attached(b'filename="../../../../etc/passwd"')), READ, SHOWN),
    Specimen("odd_names.eml", fixed(_attached(b"filename*=utf-8''%1B%5B2J%E2%80%AEfdp.exe%00%0A")), READ, SHOWN),
    Specimen("name_pieces.eml", fixed(_continued(3_000)), READ, SHOWN),
    Specimen("elsewhere.eml", _elsewhere, READ, SHOWN),
    Specimen(
        "odd_charset.eml", fixed(mail(b"xn--" + b"a-" * 200_000, b"Content-Type: text/plain; charset=idna\r\n")), None
    ),
    Specimen("odd_date.eml", fixed(mail(headers=_PLAIN + b"Date: " + b"9" * 100_000 + b"\r\n")), READ, SHOWN),
    Specimen(
        "odd_boundary.eml", fixed(mail(b"--\r\n" * 100_000, b'Content-Type: multipart/mixed; boundary=""\r\n')), None
    ),
    Specimen("base64.eml", fixed(mail(b"=" * 3_000_000, _PLAIN + b"Content-Transfer-Encoding: base64\r\n")), None),
    Specimen(
        "uuencoded.eml",
        fixed(mail(b"begin 666 ../../x\r\n" * 20_000, _PLAIN + b"Content-Transfer-Encoding: uuencode\r\n")),
        None,
    ),
)
