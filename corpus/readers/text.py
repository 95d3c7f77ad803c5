"""Plain text and Markdown: finds the encoding, and changes characters only one for one."""

from __future__ import annotations

import codecs
import re
import unicodedata
from pathlib import Path

from corpus.errors import UnknownFormat
from corpus.readers.base import RawDocument
from corpus.readers.lines import CONTROLS

# UTF-32 first: its little-endian mark begins with the one of UTF-16.
_MARKS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
# Names of Python's codecs: those of the WHATWG's standard, and the old ones of DOS and IBM.
_PLAIN_NAMES = re.compile(
    r"utf-(?:8|8-sig|16|16-[bl]e|32|32-[bl]e)|ascii|iso8859-\d+|cp\d+|mac-\w+|koi8-\w|big5\w*|gb\w+|euc_\w+|shift_jis\w*|iso2022_\w+"
)
_ONE_BYTE = ("cp1252", "cp850", "mac_roman")
_HEADING = re.compile(r"^ {0,3}(#{1,6})[ \t]+\S", re.MULTILINE)
_FENCE = re.compile(r"^ {0,3}(```|~~~).*?(?:^ {0,3}\1|\Z)", re.MULTILINE | re.DOTALL)
_UNDERLINED = re.compile(r"^(?=\S)(?![-=>*+#|])[^\n|]*\n(=+|-{3,})[ \t]*$", re.MULTILINE)


# The control characters of `CONTROLS` but for form feeds and carriage returns.
_ODD = re.compile("[" + re.escape("".join(chr(code) for code in CONTROLS if code not in (12, 13))) + "]")


class TextReader:
    """Reads text, Markdown. Pages end at form feeds: `"\\f".join(pages)` is exactly what `decode` gives."""

    def __init__(self, format: str = "txt") -> None:
        self.format = format

    def read(self, data: bytes, path: Path) -> RawDocument:
        """The text of `data`; raises `UnknownFormat` when the bytes are no text."""
        pages = tuple(decode(data, path).split("\f"))
        return RawDocument(self.format, pages, headings=_headings(pages) if self.format == "md" else ())


def decode(data: bytes, path: Path) -> str:
    """The text of `data` in NFC, lines ended by "\\n", other control characters made blanks.

    Order: a byte order mark; UTF-16 and UTF-32 by their zero bytes; UTF-8; UTF-8 with a few damaged bytes;
    the one-byte encoding that gives most Swedish letters. Raises `UnknownFormat` for binary data.
    """
    text = _decoded(data)
    if text is None or _is_binary(text):
        raise UnknownFormat(
            f"{path.name}: the file is no text, PDF, DOCX, HTML or mail; save it as DOCX or PDF and add that."
        )
    plain = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n")
    return unicodedata.normalize("NFC", _ODD.sub(" ", plain))


def declared(data: bytes, encoding: str) -> str | None:
    """The text of `data` in the encoding that it names itself; None where that is none for text, or is not kept to.

    Python knows encodings that no page is in, and some take the square of the length in time.
    """
    try:
        return data.decode(encoding) if _PLAIN_NAMES.fullmatch(codecs.lookup(encoding).name) else None
    except (LookupError, ValueError):
        return None


def _decoded(data: bytes) -> str | None:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, errors="replace")
    wide = _wide_encoding(data)
    if wide:
        try:
            return data.decode(wide)
        except UnicodeDecodeError:
            return None
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _damaged_utf8(data) or _one_byte(data)


def _wide_encoding(data: bytes) -> str | None:
    """UTF-16 or UTF-32 without a mark, known by where its zero bytes stand."""
    sample = data[:4096]
    if len(sample) < 8 or not sample.count(0):
        return None
    zeros = [sample[phase::4].count(0) * 4 / len(sample) for phase in range(4)]
    full, none = 0.8, 0.2
    if min(zeros[1:]) > full and zeros[0] < none:
        return "utf-32-le"
    if min(zeros[:3]) > full and zeros[3] < none:
        return "utf-32-be"
    if len(data) % 2 == 0:
        if min(zeros[1], zeros[3]) > full and max(zeros[0], zeros[2]) < none:
            return "utf-16-le"
        if min(zeros[0], zeros[2]) > full and max(zeros[1], zeros[3]) < none:
            return "utf-16-be"
    return None


def _damaged_utf8(data: bytes) -> str | None:
    """UTF-8 of which a few bytes are lost: far more whole letters than broken ones."""
    text = data.decode("utf-8", errors="replace")
    broken = text.count("\ufffd")
    whole = sum(character > "\x7f" for character in text) - broken
    return text if whole > 5 * broken else None


def _one_byte(data: bytes) -> str | None:
    """The one-byte encoding that reads most naturally; charset-normalizer where none of ours does."""
    best: tuple[int, str] | None = None
    for encoding in _ONE_BYTE:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        score = _naturalness(text)
        if best is None or score > best[0]:
            best = (score, text)
    if best is not None and best[0] >= 0:
        return best[1]
    from charset_normalizer import from_bytes

    guess = from_bytes(data[:100_000]).best()
    if guess is None:
        return best[1] if best else None
    return data.decode(guess.encoding, errors="replace")


def _naturalness(text: str) -> int:
    """Swedish letters within words count for a reading, odd marks within words against it."""
    good = len(re.findall(r"(?i)(?<=[a-z])[åäöéü]|[åäöéü](?=[a-z])|[§–”’]", text))
    return good - len(re.findall(r"(?<=[A-Za-z])[^\x00-\x7fåäöéüÅÄÖÉÜ\W](?=[a-z])|(?<=[a-z])[†‡„”Ž‘™](?=[a-z])", text))


def _is_binary(text: str) -> bool:
    odd = len(_ODD.findall(text))
    return "\x00" in text or odd > max(2, len(text) // 50)


def _headings(pages: tuple[str, ...]) -> tuple[tuple[int, int, int], ...]:
    """Markdown headings, "# …" and underlined, outside fenced code."""
    found = []
    for page, text in enumerate(pages):
        bare = _FENCE.sub(lambda fence: re.sub(r"[^\n]", " ", fence.group()), text)
        found += [(page, match.start(), len(match[1])) for match in _HEADING.finditer(bare)]
        found += [(page, match.start(), 1 if match[1][0] == "=" else 2) for match in _UNDERLINED.finditer(bare)]
    return tuple(sorted(found))
