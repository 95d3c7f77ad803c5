"""The tables of the catalogue. The lexical index keeps its own tables in the same database."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
)

SCHEMA_VERSION = "2"

metadata = MetaData()

# On a server text is compared by its bytes, as in SQLite.
NAME = String().with_variant(String(collation="C"), "postgresql")
TEXT = Text().with_variant(Text(collation="C"), "postgresql")


def _document() -> Column[str]:
    return Column("document_id", NAME, ForeignKey("documents.id", ondelete="CASCADE"), nullable=False)


meta = Table("meta", metadata, Column("key", NAME, primary_key=True), Column("value", TEXT, nullable=False))

documents = Table(
    "documents",
    metadata,
    Column("id", NAME, primary_key=True),
    Column("path", NAME, nullable=False),  # of its first file
    Column("sha256", NAME, nullable=False),
    Column("format", NAME, nullable=False),
    Column("title", TEXT, nullable=False),
    Column("genre", NAME, nullable=False),
    Column("body", NAME),
    Column("body_key", NAME),  # in lower case
    Column("municipality", NAME),
    Column("municipality_key", NAME),
    Column("date", Date),
    Column("language", NAME, nullable=False),
    Column("text", TEXT, nullable=False),
    Column("text_sha256", NAME, nullable=False),
    Column("pages", TEXT, nullable=False),  # JSON
    Column("noise", TEXT, nullable=False),  # JSON
    Column("case_numbers", TEXT, nullable=False),  # JSON, as the document says them
    Column("notes", TEXT, nullable=False),  # JSON
    Index("documents_sha256", "sha256"),
    Index("documents_date", "date"),
)

# One row a file; files of the same bytes share a document.
files = Table(
    "files",
    metadata,
    Column("path", NAME, primary_key=True),  # relative to the ingested folder; what citations show
    Column("location", NAME, nullable=False, unique=True),  # absolute
    Column("root", NAME, nullable=False),  # the ingested folder, absolute; "" for a file named alone
    _document(),
    Column("size", BigInteger, nullable=False),
    Column("mtime_ns", BigInteger, nullable=False),
    Column("sha256", NAME, nullable=False),
    Index("files_document", "document_id"),
)

unread = Table(
    "unread",
    metadata,
    Column("location", NAME, primary_key=True),
    Column("path", NAME, nullable=False),
    Column("reason", TEXT, nullable=False),
)

sections = Table(
    "sections",
    metadata,
    _document(),
    Column("position", Integer, nullable=False),
    Column("heading", TEXT, nullable=False),  # JSON
    Column("paragraph", NAME),
    Column("case_number", NAME),
    Column("page", Integer, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Index("sections_document", "document_id", "position", unique=True),
)

acts = Table(
    "acts",
    metadata,
    Column("id", NAME, primary_key=True),
    _document(),
    Column("kind", NAME, nullable=False),
    Column("page", Integer, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("date", Date),
    Column("section", Integer),
    Column("case_number", NAME),
    Column("case_key", NAME),  # in normal form
    Column("reply_to", NAME),
    Column("form", NAME),
    Index("acts_document", "document_id", "start"),
    Index("acts_kind", "kind"),
    Index("acts_case", "case_key"),
    Index("acts_reply_to", "reply_to"),
)

act_actors = Table(
    "act_actors",
    metadata,
    Column("act_id", NAME, ForeignKey("acts.id", ondelete="CASCADE"), nullable=False),
    Column("side", NAME, nullable=False),  # "actor" | "addressee"
    Column("position", Integer, nullable=False),
    Column("name", NAME, nullable=False),
    Column("party", NAME),
    Column("role", NAME),
    Column("organisation", NAME),
    Column("name_key", NAME, nullable=False),  # name, or else organisation, in lower case
    Column("party_key", NAME),
    Index("act_actors_act", "act_id"),
    Index("act_actors_name", "name_key"),
    Index("act_actors_party", "party_key"),
)

# Counted votes; the members' own votes are a JSON list, shown with the vote and never searched alone.
votes = Table(
    "votes",
    metadata,
    _document(),
    Column("position", Integer, nullable=False),
    Column("page", Integer, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("yes", Integer),
    Column("no", Integer),
    Column("abstained", Integer),
    Column("absent", Integer),
    Column("yes_means", TEXT),  # JSON: [start, end]
    Column("no_means", TEXT),
    Column("section", Integer),
    Column("case_number", NAME),
    Column("ballots", TEXT, nullable=False),  # JSON
    Index("votes_document", "document_id", "position", unique=True),
)

# Which case numbers a document or one of its sections carries (`own`) or mentions.
case_numbers = Table(
    "case_numbers",
    metadata,
    _document(),
    Column("section", Integer),  # position in the document's sections; NULL: the whole document
    Column("normal", NAME, nullable=False),
    Column("raw", NAME, nullable=False),
    Column("own", Boolean, nullable=False),
    Index("case_numbers_document", "document_id"),
    Index("case_numbers_normal", "normal"),
)

# Derived from all the above after every ingest: one row a case (ärende), with a number or without.
cases = Table(
    "cases",
    metadata,
    Column("id", NAME, primary_key=True),  # its number in normal form, else that of its first part
    Column("number", NAME),
    Column("kind", NAME),  # genre of the paper that it is about: interpellation, motion …
    Column("title", TEXT, nullable=False),
    Column("first", Date),
    Column("last", Date),
    Column("status", NAME, nullable=False),
    Column("related", TEXT, nullable=False),  # JSON: ids of cases that mention it or are mentioned
    Index("cases_number", "number"),
    Index("cases_kind", "kind", "first"),
)


def _case() -> Column[str]:
    return Column("case_id", NAME, ForeignKey("cases.id", ondelete="CASCADE"), nullable=False)


case_parts = Table(
    "case_parts",
    metadata,
    _case(),
    _document(),
    Column("section", Integer),  # position of its first section; NULL: the whole document
    Column("last_section", Integer),  # position of its last section
    Column("date", Date),
    Column("certainty", Float, nullable=False),  # 1: it carries the number
    Column("why", NAME, nullable=False),  # "number" | "questions" | "title" | "topic"
    Index("case_parts_case", "case_id"),
    Index("case_parts_document", "document_id"),
)

case_people = Table(
    "case_people",
    metadata,
    _case(),
    Column("side", NAME, nullable=False),  # "actor" | "addressee"
    Column("position", Integer, nullable=False),
    Column("name", NAME, nullable=False),
    Column("party", NAME),
    Column("role", NAME),
    Column("organisation", NAME),
    Column("name_key", NAME, nullable=False),
    Column("party_key", NAME),
    Index("case_people_case", "case_id"),
    Index("case_people_name", "name_key"),
)

# One row a question act: prints of one question share the thread of the act where it was first put.
question_threads = Table(
    "question_threads",
    metadata,
    Column("act_id", NAME, ForeignKey("acts.id", ondelete="CASCADE"), primary_key=True),
    Column("thread_id", NAME, nullable=False),
    Column("case_id", NAME),
    Index("question_threads_thread", "thread_id"),
)

thread_replies = Table(
    "thread_replies",
    metadata,
    Column("thread_id", NAME, nullable=False),
    Column("act_id", NAME, ForeignKey("acts.id", ondelete="CASCADE"), nullable=False),
    Column("certainty", Float, nullable=False),  # 1: tied in its document; less: the same case
    Index("thread_replies_thread", "thread_id"),
)

passages = Table(
    "passages",
    metadata,
    Column("id", NAME, primary_key=True),
    _document(),
    Column("page", Integer, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("section", Integer),
    Column("text", TEXT, nullable=False),
    Column("context", TEXT, nullable=False),
    Index("passages_document", "document_id", "start"),
)

passage_acts = Table(
    "passage_acts",
    metadata,
    Column("passage_id", NAME, ForeignKey("passages.id", ondelete="CASCADE"), nullable=False),
    Column("act_id", NAME, ForeignKey("acts.id", ondelete="CASCADE"), nullable=False),
    Index("passage_acts_passage", "passage_id"),
    Index("passage_acts_act", "act_id"),
)

vectors = Table(
    "vectors",
    metadata,
    Column("passage_id", NAME, ForeignKey("passages.id", ondelete="CASCADE"), primary_key=True),
    Column("vector", LargeBinary, nullable=False),  # float16, little-endian
)
