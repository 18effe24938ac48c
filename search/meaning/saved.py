"""What was learned with the model, in files of arrays: those of another model are as good as none."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np

from search.meaning.model import NAME


def save(path: Path, **arrays: Any) -> None:
    np.savez_compressed(path, model=NAME, **arrays)


def read(path: Path) -> Mapping[str, np.ndarray] | None:
    """All arrays of a file; None where there is none, or one for another model."""
    if not path.exists():
        return None
    with np.load(path) as kept:
        return dict(kept) if str(kept["model"]) == NAME else None
