"""What the libraries are told before they compute."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

CODE = """
import numpy
from index.embedding.environment import one_thread
one_thread()
import torch
from threadpoolctl import threadpool_info
print({pool["num_threads"] for pool in threadpool_info()}, torch.get_num_threads())
"""


@pytest.mark.parametrize(("said", "threads"), [(None, "{1} 1\n"), ("2", "{2} 2\n")])
def test_a_process_beside_others_computes_with_one_thread_unless_told_otherwise(said: str | None, threads: str) -> None:
    environment = {name: value for name, value in os.environ.items() if name != "OMP_NUM_THREADS"}
    if said is not None:
        environment["OMP_NUM_THREADS"] = said
    found = subprocess.run([sys.executable, "-c", CODE], env=environment, capture_output=True, text=True, check=True)
    assert found.stdout == threads
