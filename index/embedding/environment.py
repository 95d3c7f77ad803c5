"""Keeps the machine-learning libraries quiet and off the network. Called before any of them is imported."""

from __future__ import annotations

import os

_SETTINGS = {
    "HF_HUB_OFFLINE": "1",
    "TRANSFORMERS_OFFLINE": "1",
    "HF_HUB_DISABLE_TELEMETRY": "1",
    "HF_HUB_DISABLE_PROGRESS_BARS": "1",
    "DO_NOT_TRACK": "1",
    "TOKENIZERS_PARALLELISM": "false",
    "TRANSFORMERS_VERBOSITY": "error",
}


def patient() -> None:
    """Lets threads that wait for one another sleep instead of spin; read when an OpenMP library is loaded.

    Spinning wins nothing on idle cores, and on busy ones makes a question take 200 ms instead of 30.
    """
    os.environ.setdefault("OMP_WAIT_POLICY", "passive")


def offline() -> None:
    """Sets the environment of this process so that no model library calls out or prints."""
    os.environ.update(_SETTINGS)
    patient()
