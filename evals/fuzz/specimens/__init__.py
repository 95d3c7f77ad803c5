"""Files that are made to do harm. Each is built when it is asked for, so that none lies in the repository."""

from __future__ import annotations

from evals.fuzz.specimens.base import Aim, Specimen
from evals.fuzz.specimens.docx_files import DOCX
from evals.fuzz.specimens.html_files import HTML
from evals.fuzz.specimens.mails import MAILS
from evals.fuzz.specimens.pdf_files import PDFS
from evals.fuzz.specimens.texts import TEXTS

__all__ = ["SPECIMENS", "Aim", "Specimen"]

SPECIMENS: tuple[Specimen, ...] = (*PDFS, *DOCX, *HTML, *MAILS, *TEXTS)
