"""What every test leaves behind."""

from __future__ import annotations

import asyncio
import sys
import warnings
from collections.abc import Iterator
from contextlib import suppress

import pytest


@pytest.fixture(autouse=True)
def closed_loops() -> Iterator[None]:
    """Closes the event loop that the page's framework opens when a page is built and leaves open.

    Python would complain of it in whichever later test the loop happens to be collected.
    """
    yield
    if "gradio" not in sys.modules:
        return
    with warnings.catch_warnings(), suppress(RuntimeError):  # there is none
        warnings.simplefilter("ignore", DeprecationWarning)
        loop = asyncio.get_event_loop_policy().get_event_loop()
        if not loop.is_running():
            asyncio.set_event_loop(None)
            loop.close()
