"""Cases (ärenden): what belongs together across documents, and which questions have been answered.

Derived from the catalogue after every ingest, like the lexical index: `build.rebuild` writes it, `Cases` reads it.
"""

from index.cases.build import rebuild
from index.cases.reading import Cases
from index.cases.records import Case, CasePart, QuestionThread

__all__ = ["Case", "CasePart", "Cases", "QuestionThread", "rebuild"]
