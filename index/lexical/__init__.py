"""Lexical search: BM25 over terms that were analysed beforehand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.lexical.base import StoredTerms

if TYPE_CHECKING:
    from sqlalchemy import Engine


def stored_terms(engine: Engine) -> StoredTerms:
    """The lexical index in a catalogue's database."""
    if engine.dialect.name == "postgresql":
        from index.lexical.postgres import PostgresLexical

        return PostgresLexical(engine)
    from index.lexical.fts import FtsLexical

    return FtsLexical(engine)
