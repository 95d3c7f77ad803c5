"""Looks for files that a reader cannot stand: crashes, hangs, memory that is not given back."""
