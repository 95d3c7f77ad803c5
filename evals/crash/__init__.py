"""Kills what writes to an index at any moment, and looks at what is left: `python -m evals.crash --kills 200`."""
