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


def _document() -> Column[str]:
    return Column("document_id", String, ForeignKey("documents.id", ondelete="CASCADE"), nullable=False)


meta = Table("meta", metadata, Column("key", String, primary_key=True), Column("value", Text, nullable=False))

documents = Table(
    "documents",
    metadata,
    Column("id", String, primary_key=True),
    Column("path", String, nullable=False),  # of its first file
    Column("sha256", String, nullable=False),
    Column("format", String, nullable=False),
    Column("title", Text, nullable=False),
    Column("genre", String, nullable=False),
    Column("body", String),
    Column("body_key", String),  # in lower case
    Column("municipality", String),
    Column("municipality_key", String),
    Column("date", Date),
    Column("language", String, nullable=False),
    Column("text", Text, nullable=False),
    Column("text_sha256", String, nullable=False),
    Column("pages", Text, nullable=False),  # JSON
    Column("noise", Text, nullable=False),  # JSON
    Column("case_numbers", Text, nullable=False),  # JSON, as the document says them
    Column("notes", Text, nullable=False),  # JSON
    Index("documents_sha256", "sha256"),
    Index("documents_date", "date"),
)

# One row a file; files of the same bytes share a document.
files = Table(
    "files",
    metadata,
    Column("path", String, primary_key=True),  # relative to the ingested folder; what citations show
    Column("location", String, nullable=False, unique=True),  # absolute
    Column("root", String, nullable=False),  # the ingested folder, absolute; "" for a file named alone
    _document(),
    Column("size", BigInteger, nullable=False),
    Column("mtime_ns", BigInteger, nullable=False),
    Column("sha256", String, nullable=False),
    Index("files_document", "document_id"),
)

unread = Table(
    "unread",
    metadata,
    Column("location", String, primary_key=True),
    Column("path", String, nullable=False),
    Column("reason", Text, nullable=False),
)

sections = Table(
    "sections",
    metadata,
    _document(),
    Column("position", Integer, nullable=False),
    Column("heading", Text, nullable=False),  # JSON
    Column("paragraph", String),
    Column("case_number", String),
    Column("page", Integer, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Index("sections_document", "document_id", "position", unique=True),
)

acts = Table(
    "acts",
    metadata,
    Column("id", String, primary_key=True),
    _document(),
    Column("kind", String, nullable=False),
    Column("page", Integer, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("date", Date),
    Column("section", Integer),
    Column("case_number", String),
    Column("case_key", String),  # in normal form
    Column("reply_to", String),
    Column("form", String),
    Index("acts_document", "document_id", "start"),
    Index("acts_kind", "kind"),
    Index("acts_case", "case_key"),
    Index("acts_reply_to", "reply_to"),
)

act_actors = Table(
    "act_actors",
    metadata,
    Column("act_id", String, ForeignKey("acts.id", ondelete="CASCADE"), nullable=False),
    Column("side", String, nullable=False),  # "actor" | "addressee"
    Column("position", Integer, nullable=False),
    Column("name", String, nullable=False),
    Column("party", String),
    Column("role", String),
    Column("organisation", String),
    Column("name_key", String, nullable=False),  # name, or else organisation, in lower case
    Column("party_key", String),
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
    Column("yes_means", Text),  # JSON: [start, end]
    Column("no_means", Text),
    Column("section", Integer),
    Column("case_number", String),
    Column("ballots", Text, nullable=False),  # JSON
    Index("votes_document", "document_id", "position", unique=True),
)

# Which case numbers a document or one of its sections carries (`own`) or mentions.
case_numbers = Table(
    "case_numbers",
    metadata,
    _document(),
    Column("section", Integer),  # position in the document's sections; NULL: the whole document
    Column("normal", String, nullable=False),
    Column("raw", String, nullable=False),
    Column("own", Boolean, nullable=False),
    Index("case_numbers_document", "document_id"),
    Index("case_numbers_normal", "normal"),
)

# Derived from all the above after every ingest: one row a case (ärende), with a number or without.
cases = Table(
    "cases",
    metadata,
    Column("id", String, primary_key=True),  # its number in normal form, else that of its first part
    Column("number", String),
    Column("kind", String),  # genre of the paper that it is about: interpellation, motion …
    Column("title", Text, nullable=False),
    Column("first", Date),
    Column("last", Date),
    Column("status", String, nullable=False),
    Column("related", Text, nullable=False),  # JSON: ids of cases that mention it or are mentioned
    Index("cases_number", "number"),
    Index("cases_kind", "kind", "first"),
)


def _case() -> Column[str]:
    return Column("case_id", String, ForeignKey("cases.id", ondelete="CASCADE"), nullable=False)


case_parts = Table(
    "case_parts",
    metadata,
    _case(),
    _document(),
    Column("section", Integer),  # position of its first section; NULL: the whole document
    Column("last_section", Integer),  # position of its last section
    Column("date", Date),
    Column("certainty", Float, nullable=False),  # 1: it carries the number
    Column("why", String, nullable=False),  # "number" | "questions" | "title" | "topic"
    Index("case_parts_case", "case_id"),
    Index("case_parts_document", "document_id"),
)

case_people = Table(
    "case_people",
    metadata,
    _case(),
    Column("side", String, nullable=False),  # "actor" | "addressee"
    Column("position", Integer, nullable=False),
    Column("name", String, nullable=False),
    Column("party", String),
    Column("role", String),
    Column("organisation", String),
    Column("name_key", String, nullable=False),
    Column("party_key", String),
    Index("case_people_case", "case_id"),
    Index("case_people_name", "name_key"),
)

# One row a question act: prints of one question share the thread of the act where it was first put.
question_threads = Table(
    "question_threads",
    metadata,
    Column("act_id", String, ForeignKey("acts.id", ondelete="CASCADE"), primary_key=True),
    Column("thread_id", String, nullable=False),
    Column("case_id", String),
    Index("question_threads_thread", "thread_id"),
)

thread_replies = Table(
    "thread_replies",
    metadata,
    Column("thread_id", String, nullable=False),
    Column("act_id", String, ForeignKey("acts.id", ondelete="CASCADE"), nullable=False),
    Column("certainty", Float, nullable=False),  # 1: tied in its document; less: the same case
    Index("thread_replies_thread", "thread_id"),
)

passages = Table(
    "passages",
    metadata,
    Column("id", String, primary_key=True),
    _document(),
    Column("page", Integer, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("section", Integer),
    Column("text", Text, nullable=False),
    Column("context", Text, nullable=False),
    Index("passages_document", "document_id", "start"),
)

passage_acts = Table(
    "passage_acts",
    metadata,
    Column("passage_id", String, ForeignKey("passages.id", ondelete="CASCADE"), nullable=False),
    Column("act_id", String, ForeignKey("acts.id", ondelete="CASCADE"), nullable=False),
    Index("passage_acts_passage", "passage_id"),
    Index("passage_acts_act", "act_id"),
)

vectors = Table(
    "vectors",
    metadata,
    Column("passage_id", String, ForeignKey("passages.id", ondelete="CASCADE"), primary_key=True),
    Column("vector", LargeBinary, nullable=False),  # float16, little-endian
)
