"""`python -m assistant.cli`: the command line where `council` itself is not installed."""

from assistant.cli import main

main()
