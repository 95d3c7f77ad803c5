"""Finds the sentences that answer a question, and the value in them that was asked for."""
