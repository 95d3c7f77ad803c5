"""The workbench as HTML: the start, the paper as it was understood, the work, and the brief."""
