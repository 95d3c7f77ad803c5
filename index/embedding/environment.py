"""Keeps the machine-learning libraries quiet and off the network. Called before any of them is imported."""

from __future__ import annotations

import importlib
import os
from contextlib import AbstractContextManager
from functools import lru_cache
from typing import Any

_SETTINGS = {
    "HF_HUB_OFFLINE": "1",
    "TRANSFORMERS_OFFLINE": "1",
    "HF_HUB_DISABLE_TELEMETRY": "1",
    "HF_HUB_DISABLE_PROGRESS_BARS": "1",
    "DO_NOT_TRACK": "1",
    "ORT_DISABLE_TELEMETRY": "1",  # ONNX Runtime comes with Chroma
    "TOKENIZERS_PARALLELISM": "false",
    "TRANSFORMERS_VERBOSITY": "error",
}


def patient() -> None:
    """Lets threads that wait for one another sleep instead of spin; read when an OpenMP library is loaded.

    Spinning wins nothing on idle cores, and on busy ones makes a question take 200 ms instead of 30.
    """
    os.environ.setdefault("OMP_WAIT_POLICY", "passive")


def one_thread() -> None:
    """Makes this process compute with one thread, unless OMP_NUM_THREADS says otherwise.

    For a process that has others of its kind beside it, one a core: with threads for all cores in each, they wait for
    one another, and eight users wait twice as long.
    """
    os.environ.setdefault("OMP_NUM_THREADS", "1")  # read by libraries that are still to be loaded
    said = os.environ["OMP_NUM_THREADS"].partition(",")[0].strip()
    _threads().limit(limits=int(said) if said.isdecimal() and int(said) else 1)  # numpy is here already


def offline() -> None:
    """Sets the environment of this process so that no model library calls out or prints."""
    os.environ.update(_SETTINGS)
    patient()


def one_thread_a_product() -> AbstractContextManager[object]:
    """Inside it numpy multiplies with one thread: for work that is shared out over the cores already.

    On busy cores the threads of one product wait for one another by spinning, twenty times slower.
    """
    limits: AbstractContextManager[object] = _threads().limit(limits=1, user_api="blas")
    return limits


@lru_cache(maxsize=1)
def _threads() -> Any:
    return importlib.import_module("threadpoolctl").ThreadpoolController()
