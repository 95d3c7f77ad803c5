"""The citation gate, measured: its cost, what it stops wrongly, and what it catches."""
