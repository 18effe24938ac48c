"""Where things lie."""

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
# What is large and can be had again: uv, where the machine has none
CACHE = Path(os.environ.get("TARJOTIN_CACHE") or Path.home() / ".cache" / "tarjotin").absolute()
DATA = Path(os.environ.get("DATA_FOLDER") or ROOT / "var").absolute()
