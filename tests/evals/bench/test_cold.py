import subprocess
import sys

import pytest

from evals.bench.cold import Took, run

pytestmark = pytest.mark.slow


def test_a_bare_interpreter_is_timed() -> None:
    took = run(["-c", "pass"])
    assert isinstance(took, Took)
    assert took.wall > 0
    assert took.processor >= 0


def test_a_command_that_fails_is_no_figure() -> None:
    with pytest.raises(RuntimeError, match="ended with 3"):
        run(["-c", "import sys; sys.exit(3)"])


def test_help_needs_no_model_and_no_reading() -> None:
    code = "import sys, assistant.cli.app; print(*sys.modules)"

    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert not {"torch", "numpy", "sqlalchemy", "gradio", "chromadb", "corpus.document"} & set(told)
