"""Loads a sentence-transformers model and runs it over many texts. Torch is imported on first use."""

from __future__ import annotations

import importlib.util
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from index.embedding.base import TokenStates, Vectors
from index.embedding.environment import offline
from index.embedding.errors import ModelUnavailable

Watch = Callable[[int, TokenStates], None]
"""Called with the row of a text and what the model saw of it."""
BATCH_TOKENS = 4096
_CHARACTERS_PER_TOKEN = 4  # of E5's pieces in Swedish prose; only the order and size of batches hang on it
_NATIVE_BF16 = re.compile(r"^flags\s*:.*\b(?:amx_bf16|avx512_bf16)\b", re.MULTILINE)


def native_bf16(cpuinfo: str) -> bool:
    """Whether a processor, described as in Linux's /proc/cpuinfo, multiplies bfloat16 itself.

    Others emulate it, several times slower than float32.
    """
    return _NATIVE_BF16.search(cpuinfo) is not None


def cpuinfo() -> str:
    """What Linux says of the processor; "" elsewhere."""
    try:
        return Path("/proc/cpuinfo").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""


def on_gpu() -> bool:
    """Whether torch has a GPU to compute on; imports it."""
    if importlib.util.find_spec("torch") is None:
        return False
    offline()
    import torch

    return bool(torch.cuda.is_available())


def load(name_or_path: str, precision: str | None = None) -> Any:
    """The `SentenceTransformer`, from this machine's files only; raises `ModelUnavailable`.

    `precision` is "bfloat16" or "float32"; without it, bfloat16 on a GPU or a processor that has it.
    """
    offline()
    if importlib.util.find_spec("torch") is None or importlib.util.find_spec("sentence_transformers") is None:
        raise ModelUnavailable("The packages torch and sentence-transformers are needed to embed; install them")
    import torch
    from sentence_transformers import SentenceTransformer

    cuda = torch.cuda.is_available()
    precision = precision or ("bfloat16" if cuda or native_bf16(cpuinfo()) else "float32")
    try:
        model = SentenceTransformer(
            name_or_path,
            device="cuda" if cuda else "cpu",
            local_files_only=True,
            model_kwargs={"dtype": getattr(torch, precision)},
        )
    except Exception as error:  # what the loaders raise for a missing or damaged model is not one family
        raise ModelUnavailable(_unavailable(name_or_path)) from error
    return model.eval()


def _unavailable(name_or_path: str) -> str:
    if Path(name_or_path).exists():
        return f"{name_or_path}: the embedding model there is damaged or of no known kind; fetch it again"
    return (
        f'The embedding model "{name_or_path}" is not on this machine, and nothing is downloaded unasked; '
        f"fetch it once with `hf download {name_or_path}`, or give the folder it lies in"
    )


def encode(
    model: Any,
    texts: Sequence[str],
    prompt: str,
    progress: Callable[[int], None] | None = None,
    watch: Watch | None = None,
) -> Vectors:
    """Unit vectors of texts, in their order, shape (n, dimension), float32.

    Texts of like length go together, so that little is computed on padding. `watch` is called with the row of
    each text and with what the model saw on its way to the vector.
    """
    vectors: Vectors = np.zeros((len(texts), dimension(model)), dtype=np.float32)
    for batch in batches([len(text) for text in texts], model.max_seq_length or sys.maxsize):
        found = model.encode(
            [_valid(texts[row]) for row in batch],
            prompt=prompt,
            batch_size=len(batch),
            show_progress_bar=False,
            **({"convert_to_numpy": True} if watch is None else {"output_value": None}),
        )
        if watch is None:
            vectors[batch] = np.asarray(found, dtype=np.float32)
        else:
            for row, each in zip(batch, found, strict=True):
                vectors[row] = each["sentence_embedding"].float().cpu().numpy()
                watch(row, _token_states(each))
        if progress is not None:
            progress(len(batch))
    # A model that runs in bfloat16 normalises to three digits only.
    norms = np.linalg.norm(vectors, axis=1, keepdims=True)
    vectors[norms[:, 0] == 0.0, 0] = 1.0  # a model of words has nothing to say on a text without any
    norms[norms == 0.0] = 1.0
    vectors /= norms
    return vectors


def _token_states(found: Any) -> TokenStates:
    real = found["attention_mask"].bool()
    return TokenStates(
        found["input_ids"][real].cpu().numpy().astype(np.int64),
        found["token_embeddings"][real].float().cpu().numpy(),
    )


def _valid(text: str) -> str:
    """The text without lone surrogates, which a tokenizer refuses."""
    return text.encode("utf-8", "replace").decode("utf-8")


def dimension(model: Any) -> int:
    """Numbers in a vector of the model."""
    return int(model.get_embedding_dimension())


def batches(lengths: Sequence[int], max_tokens: int, budget: int = BATCH_TOKENS) -> Iterator[list[int]]:
    """Rows grouped by length, longest first; a group, padded to its longest, holds about `budget` tokens.

    `lengths` are in characters.
    """
    batch: list[int] = []
    widest = 1
    for row in sorted(range(len(lengths)), key=lambda row: (-lengths[row], row)):
        if batch and widest * (len(batch) + 1) > budget:
            yield batch
            batch = []
        if not batch:
            widest = min(max(lengths[row] // _CHARACTERS_PER_TOKEN, 1) + 8, max_tokens)
        batch.append(row)
    if batch:
        yield batch
