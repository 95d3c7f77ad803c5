"""Writes requirements.lock from what a resolver found: python .ci/lock.py RESOLVED > requirements.lock

torch is left out, and the libraries that only its build for GPUs brings: torch.lock says which build is wanted.
"""

import re
import sys
from pathlib import Path

LEFT_OUT = re.compile(r"(torch=|cuda-|nvidia-|triton=)")
HEAD = (
    "# What `make install` installs beside torch, with hashes; versions as in constraints.txt. Made with: make lock.\n"
)

parts = re.split(r"\n(?=[A-Za-z])", "\n" + Path(sys.argv[1]).read_text("utf-8"))
kept = sorted(part.strip() for part in parts if "==" in part and not LEFT_OUT.match(part.strip()))
sys.stdout.write(HEAD + "\n".join(kept) + "\n")
