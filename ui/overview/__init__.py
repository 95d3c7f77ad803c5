"""Lists as HTML: cases, people and documents, their tables and pictures."""
