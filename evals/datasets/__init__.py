"""Evaluation datasets; see README.md beside this file."""
