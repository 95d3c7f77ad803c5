"""Fits the weights that the project ships: of passages, of sentences, and of whether they are enough to answer."""
