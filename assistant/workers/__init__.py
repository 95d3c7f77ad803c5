"""Answers made in processes of their own, so that a server uses more than one core."""

from assistant.workers.asked import Asked, Elsewhere
from assistant.workers.pool import AnswerLost, Workers
from assistant.workers.settings import workers_wanted

__all__ = ["AnswerLost", "Asked", "Elsewhere", "Workers", "workers_wanted"]
