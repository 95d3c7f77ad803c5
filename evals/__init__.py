"""Measures the assistant: datasets of questions, metrics, a runner and reports."""
