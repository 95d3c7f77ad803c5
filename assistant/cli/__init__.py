"""The command line: `council`."""

import sys

__all__ = ["main"]


def main() -> None:
    """Runs the command of `sys.argv`; Ctrl-C is met quietly even while the program is being loaded."""
    try:
        from assistant.cli.app import main as run
    except KeyboardInterrupt:
        sys.exit(130)
    run()
