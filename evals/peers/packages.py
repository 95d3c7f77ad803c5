"""The packages that peers need, which only an optional extra installs."""

from __future__ import annotations

import importlib.util
import os
from collections.abc import Sequence
from importlib import metadata

from corpus.errors import CouncilError
from index.embedding.environment import offline

EXTRA = "pip install 'council-assistant[peers]'"


class PeerMissing(CouncilError):
    """The packages of a peer are not installed."""


def need(peer: str, modules: Sequence[str]) -> None:
    """Raises `PeerMissing` unless all modules can be imported; none is imported here."""
    missing = [name for name in modules if not _found(name)]
    if missing:
        raise PeerMissing(f"{peer} is not installed ({', '.join(missing)} is missing): {EXTRA}")


def quiet() -> None:
    """Keeps the libraries of the peers off the network. Called before any of them is imported."""
    offline()
    os.environ.update(
        HAYSTACK_TELEMETRY_ENABLED="False",
        HAYSTACK_AUTO_TRACE_ENABLED="False",
        ANONYMIZED_TELEMETRY="False",
        POSTHOG_DISABLED="1",
        ORT_DISABLE_TELEMETRY="1",  # txtai imports ONNX Runtime, which else reports to its makers
    )
    os.environ.pop("NLTK_DATA", None)  # LlamaIndex brings what it reads of it


def versions(distributions: Sequence[str]) -> str:
    """Names and versions of distributions in one line: "txtai 9.14.0"."""
    return ", ".join(f"{name} {metadata.version(name)}" for name in distributions)


def _found(module: str) -> bool:
    try:
        return importlib.util.find_spec(module) is not None
    except ModuleNotFoundError:  # a part of a package that is not there
        return False
