"""Takes what was forgotten out of what the assistant keeps beside the index."""

from assistant.forgetting.beside import Kept, find, remove

__all__ = ["Kept", "find", "remove"]
