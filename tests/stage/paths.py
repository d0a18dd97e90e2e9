"""Where things lie that tests read."""

from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parents[2]
KNOWLEDGE: Final = ROOT / "knowledge"
DATA: Final = ROOT / "tests" / "data"
BROKEN: Final = DATA / "broken"
SHARED: Final = ROOT.parent / "shared"
"""Beside a checkout where it was made; tests that read it are left out where it is not."""
