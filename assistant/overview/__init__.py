"""Lists of what an index holds: cases, people and documents, counted and narrowed, for the page and for CSV files."""
