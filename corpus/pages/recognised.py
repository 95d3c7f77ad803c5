"""Where words stand on a page that is an image: tesseract's own boxes."""

from __future__ import annotations

import csv
import io
import os
import shutil
import subprocess
import threading

from corpus.pages.characters import Characters
from corpus.readers.ocr import DPI

_TIMEOUT = 60.0  # seconds a page
_WORD = "5"  # tesseract's level of a word
_LANGUAGES = ("swe", "eng")
# One page at a time: it takes a core for three seconds.
_ONE = threading.Lock()


class TesseractWords:
    """Reads a page's words again with their places; the same picture gives the same words as at ingest."""

    def __init__(self, program: str = "tesseract") -> None:
        self.program = program

    def __call__(self, image: bytes) -> Characters | None:
        """The characters of a PNG image drawn at `corpus.readers.ocr.DPI`; None without tesseract."""
        if shutil.which(self.program) is None:
            return None
        with _ONE:
            try:
                table = self._run(["-l", "+".join(self._languages()), "--dpi", str(DPI)], image)
            except (OSError, subprocess.SubprocessError):
                return None
        return words_of(table)

    def _languages(self) -> list[str]:
        done = subprocess.run([self.program, "--list-langs"], capture_output=True, timeout=20, check=True)
        known = done.stdout.decode("utf-8", "replace").split()
        return [language for language in _LANGUAGES if language in known] or ["eng"]

    def _run(self, options: list[str], image: bytes) -> str:
        command = [self.program, "stdin", "stdout", *options, "tsv"]
        environment = {**os.environ, "OMP_THREAD_LIMIT": "1"}
        done = subprocess.run(
            command, input=image, capture_output=True, timeout=_TIMEOUT, env=environment, check=True
        )  # fmt: skip
        return done.stdout.decode("utf-8", "replace")


def words_of(table: str) -> Characters | None:
    """The characters in tesseract's TSV: each has its share of its word's box. None where there are no words."""
    import numpy as np

    text: list[str] = []
    boxes: list[tuple[float, float, float, float]] = []
    width = height = 0.0
    for row in csv.DictReader(io.StringIO(table), delimiter="\t", quoting=csv.QUOTE_NONE):
        try:
            left, top, across, down = (float(row[name]) for name in ("left", "top", "width", "height"))
        except (KeyError, TypeError, ValueError):
            return None
        if row["level"] == "1":
            width, height = across, down
        word = row["text"] or ""
        if row["level"] != _WORD or not word.strip() or not (width and height):
            continue
        each = across / len(word)
        for number, character in enumerate(word):
            x = left + number * each
            boxes.append((x / width, top / height, (x + each) / width, (top + down) / height))
            text.append(character)
        text.append(" ")
        boxes.append((np.nan,) * 4)
    if not text:
        return None
    return Characters(tuple(text), np.array(boxes), np.zeros(len(text), np.int8), (width, height))
