"""What `script/search-quality` does: the limit under which search may not fall, on a sample of queries."""

import os
import sys
import tempfile
from collections.abc import Sequence

import packages
from failures import main, run
from places import PYTHON, ROOT

#: Queries of each set: as many as fit into a minute and a half
SAMPLE = 150
SETS = ("evaluation/clear", "evaluation/hard")
LIMITS = "evaluation/limits.json"


def ask(_arguments: Sequence[str]) -> int:
    packages.install(with_development=True)
    with tempfile.TemporaryDirectory(prefix="tarjotin-search-") as folder:
        own = {
            "SECRET_KEY": "only-for-checks",
            "DATA_FOLDER": folder,
            "DATABASE_URL": f"sqlite:///{folder}/db",
        }
        asked = [*SETS, "--half", "tune", "--sample", str(SAMPLE), "--not-below", LIMITS, "--output", folder]
        run(
            [PYTHON, ROOT / "manage.py", "evaluate_search", *asked],
            "Asking a sample of the judgement sets",
            environment={**os.environ, **own},
        )
    return 0


if __name__ == "__main__":
    main(ask, sys.argv[1:])
