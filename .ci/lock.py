"""Writes requirements.lock from what a resolver found: python .ci/lock.py RESOLVED > requirements.lock

The libraries that only a GPU build of torch brings are left out, and torch may also be its build for processors,
whose wheels stand elsewhere: their hashes are kept from the lock that is there.
"""

import re
import sys
from pathlib import Path

GPU = re.compile(r"(cuda-|nvidia-|triton)")
HASH = re.compile(r"--hash=sha256:[0-9a-f]{64}")
LOCK = Path(__file__).parent.parent / "requirements.lock"
HEAD = "# What `make install` installs, with hashes. Made with: make lock. Versions are those of constraints.txt.\n"


def entries(text: str) -> dict[str, str]:
    """Name → the lines of a package."""
    return {
        re.split(r"[=\[ ]", part, maxsplit=1)[0]: part for part in re.split(r"\n(?=[A-Za-z])", text) if "==" in part
    }


found = entries("\n" + Path(sys.argv[1]).read_text("utf-8"))
found = {name.strip(): part.strip() for name, part in found.items() if not GPU.match(name.strip())}
before = entries("\n" + LOCK.read_text("utf-8")) if LOCK.is_file() else {}
same = before.get("torch", "").partition(" ")[0].strip() == found["torch"].partition(" ")[0]
kept = [h for h in HASH.findall(before.get("torch", "")) if same and h not in found["torch"]]
found["torch"] = " \\\n    ".join([found["torch"], *kept])
sys.stdout.write(HEAD + "\n".join(found[name] for name in sorted(found)) + "\n")
