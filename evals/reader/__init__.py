"""Trains and measures the built-in reader. Needs torch; nothing here is imported by the product."""
