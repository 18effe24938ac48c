"""What `script/search-quality` does: the limit under which search may not fall, on a sample of queries."""

import os
import sys
import tempfile
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

import packages
from failures import main, run
from places import PYTHON, ROOT

#: Queries of each set: few enough to wait for, and so many that one is a third of what the limit leaves
SAMPLE = 300
SETS = ("evaluation/clear", "evaluation/hard")
LIMITS = "evaluation/limits.json"


def ask(_arguments: Sequence[str]) -> int:
    packages.install(with_development=True)
    # A set for each processor, as there are two of both
    with ThreadPoolExecutor() as pool:
        list(pool.map(_ask, SETS))
    return 0


def _ask(judged: str) -> None:
    with tempfile.TemporaryDirectory(prefix="tarjotin-search-") as folder:
        own = {
            "SECRET_KEY": "only-for-checks",
            "DATA_FOLDER": folder,
            "DATABASE_URL": f"sqlite:///{folder}/db",
        }
        asked = [judged, "--half", "tune", "--sample", str(SAMPLE), "--not-below", LIMITS, "--output", folder]
        run(
            [PYTHON, ROOT / "manage.py", "evaluate_search", *asked],
            f"Asking a sample of {judged}",
            environment={**os.environ, **own},
        )


if __name__ == "__main__":
    main(ask, sys.argv[1:])
