"""The command line: `council`."""

from assistant.cli.app import main

__all__ = ["main"]
