"""Takes files into the index: what is new is read, cut, embedded and written; what went away is removed."""

from index.ingest.ingest import Ingest
from index.ingest.report import FileResult, IngestReport, Progress, Status

__all__ = ["FileResult", "Ingest", "IngestReport", "Progress", "Status"]
