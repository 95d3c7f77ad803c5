"""Reading files in while the page goes on answering: one job at a time, which everybody may watch."""

from assistant.incoming.jobs.folders import known_folders, upload_steps
from assistant.incoming.jobs.jobs import Jobs
from assistant.incoming.jobs.runner import CliRunner, Ended, MemoryRunner, Runner, Running
from assistant.incoming.jobs.state import FileDone, JobState, Kind, Step, StepState
from assistant.incoming.jobs.telling import as_json, line

__all__ = [
    "CliRunner",
    "Ended",
    "FileDone",
    "JobState",
    "Jobs",
    "Kind",
    "MemoryRunner",
    "Runner",
    "Running",
    "Step",
    "StepState",
    "as_json",
    "known_folders",
    "line",
    "upload_steps",
]
