"""Each component measured alone on the same questions, so that a failure is found where it is.

`council eval components [DATASET] --out DIR` writes components.json and errors.html, a page of the worst questions with
what each component did.
"""

from evals.components.running import run

__all__ = ["run"]
