"""The cited words where they stand: pages of the original, and links that find them again."""
