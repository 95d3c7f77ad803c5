"""Prepares the built-in embedding model: `python -m index.embedding`."""

from __future__ import annotations

from index.embedding.weights import sentence_transformer_folder
from index.settings import Settings


def main() -> None:
    """Writes the model where every index finds it; says so when there is work to do."""
    cache = Settings.load().cache
    if not any(cache.glob("*/model.safetensors")):
        print("Preparing the embedding model (once, about ten seconds) ...", flush=True)
    sentence_transformer_folder(cache)


if __name__ == "__main__":
    main()
