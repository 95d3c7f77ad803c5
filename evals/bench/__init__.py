"""Benchmarks of a running service, measured from outside as its users meet it."""
