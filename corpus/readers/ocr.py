"""Text recognition for pages that are images: tesseract as a subprocess, and a double for tests."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from typing import Any

from corpus.errors import OcrUnavailable
from corpus.readers.base import Ocr
from corpus.readers.pdfium import page_png
from corpus.readers.words import words

DPI = 300
_LANGUAGES = ("swe", "eng")
_INSTALL = "install tesseract with Swedish (Debian: tesseract-ocr tesseract-ocr-swe) or fetch a PDF with text."


class TesseractOcr:
    """The `tesseract` program, in Swedish and English where their data is installed.

    One page takes about 3 s on one core. A page that takes longer than `timeout` seconds counts as unread.
    """

    def __init__(self, program: str = "tesseract", timeout: float = 120.0) -> None:
        self.program = program
        self.timeout = timeout

    def available(self) -> bool:
        """Whether the program is there and answers."""
        return bool(_languages(self.program))

    def recognise(self, image: bytes) -> str:
        """The text of a PNG image of a page; raises `OcrUnavailable` when tesseract is missing or fails."""
        languages = _languages(self.program)
        if not languages:
            raise OcrUnavailable(_INSTALL)
        chosen = "+".join(language for language in _LANGUAGES if language in languages) or languages[0]
        command = [self.program, "stdin", "stdout", "-l", chosen, "--dpi", str(DPI)]
        try:
            done = _run(command, image, self.timeout)
        except subprocess.TimeoutExpired:
            raise OcrUnavailable(f"tesseract took more than {self.timeout:.0f} s for a page.") from None
        except OSError as error:
            raise OcrUnavailable(f"tesseract could not be started ({error.strerror}); {_INSTALL}") from None
        if done.returncode:
            raise OcrUnavailable(f"tesseract stopped with code {done.returncode}; {_INSTALL}")
        return corrected(done.stdout.decode("utf-8", errors="replace"))


class FixedOcr:
    """Gives the texts it was made with, one an image, in turn; none left means no text recognition."""

    def __init__(self, texts: Sequence[str] = ()) -> None:
        self._texts = list(texts)
        self.images: list[bytes] = []

    def available(self) -> bool:
        """Whether a text is left."""
        return bool(self._texts)

    def recognise(self, image: bytes) -> str:
        """The next text; raises `OcrUnavailable` when there is none."""
        if not self._texts:
            raise OcrUnavailable(_INSTALL)
        self.images.append(image)
        return self._texts.pop(0)


def corrected(text: str) -> str:
    """Recognised text with the misreadings of Swedish print put right ("& 5" at a line start is "§ 5")."""
    plain = text.replace("\r\n", "\n").replace("\f", "\n")
    for pattern, replacement in _corrections():
        plain = pattern.sub(replacement, plain)
    return re.sub(r"\n{3,}", "\n\n", plain).strip()


def recognise_pages(ocr: Ocr, document: Any, pages: Sequence[int]) -> tuple[dict[int, str], OcrUnavailable | None]:
    """The texts of some pages of an open PDF by 0-based number, and why others are missing, if any are.

    Pages are drawn one after another (PDFium) and recognised on all cores; few images are held at a time.
    """
    texts: dict[int, str] = {}
    refusal: OcrUnavailable | None = None
    at_once = max(1, os.cpu_count() or 1) if isinstance(ocr, TesseractOcr) else 1
    with ThreadPoolExecutor(at_once) as pool:
        for start in range(0, len(pages), at_once):
            batch = pages[start : start + at_once]
            running = [(number, pool.submit(ocr.recognise, page_png(document, number, DPI))) for number in batch]
            for number, future in running:
                try:
                    text = future.result()
                except OcrUnavailable as error:
                    refusal = error
                else:
                    texts[number] = text if _has_words(text) else ""
            if refusal is not None and not texts:
                break  # not installed: the other pages would fare no better
    return texts, refusal


def _has_words(text: str) -> bool:
    """Whether recognition found words, not the shapes in a photograph."""
    tokens = text.split()
    wordlike = [token for token in tokens if re.fullmatch(r"\W*(?:[^\W\d_]{2,}|\d+)\S*", token)]
    return len(wordlike) >= 3 and 2 * len(wordlike) >= len(tokens)


def _run(command: list[str], data: bytes, timeout: float) -> subprocess.CompletedProcess[bytes]:
    # Tesseract's own threads only get in each other's way.
    environment = {**os.environ, "OMP_THREAD_LIMIT": "1"}
    return subprocess.run(command, input=data, capture_output=True, timeout=timeout, env=environment, check=False)


@cache
def _languages(program: str) -> tuple[str, ...]:
    """The languages tesseract has data for; empty when it is not installed."""
    if shutil.which(program) is None:
        return ()
    try:
        done = _run([program, "--list-langs"], b"", 20.0)
    except (OSError, subprocess.SubprocessError):
        return ()
    names = done.stdout.decode("utf-8", errors="replace").split("\n")[1:]
    return tuple(name.strip() for name in names if name.strip() and name.strip() != "osd")


@cache
def _corrections() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(pattern, re.MULTILINE), new) for pattern, new in words()["ocr"]["corrections"])
