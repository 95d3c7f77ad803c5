"""A short invented text becomes a document, the way a reader would hand it over."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
