"""The workbench: what the documents hold for answering a paper, question by question, and a draft of the answer."""
