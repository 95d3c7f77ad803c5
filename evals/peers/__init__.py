"""Other retrieval systems on the same documents, questions and embedding model, side by side with the assistant."""
