"""The conversation: its turns, their sources, and what can be done with them."""
