"""What `script/lint` does: every check runs, and all that failed are named at the end."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence

import messages
import packages
from failures import SetupError, main
from places import PYTHON, ROOT

TOOLS = PYTHON.parent
CHECKS = {
    "rules of style": [TOOLS / "ruff", "check", "--output-format", "concise", "."],
    "layout of code": [TOOLS / "ruff", "format", "--check", "--output-format", "concise", "."],
    "who imports whom": [TOOLS / "lint-imports", "--no-logo"],
    "templates": [TOOLS / "djlint", "templates", "--lint", "--quiet"],
    "templates of Jinja": [
        *(TOOLS / "djlint", "templates", "--lint", "--quiet", "--profile", "jinja", "--extension", "jinja")
    ],
    "settings and models": [PYTHON, "manage.py", "check", "--fail-level", "WARNING"],
    "migrations": [PYTHON, "manage.py", "makemigrations", "--check", "--dry-run"],
    "interface texts": [PYTHON, "script/steps/lint.py", "texts"],
}


def lint(arguments: Sequence[str]) -> int:
    if list(arguments) == ["texts"]:
        return _check_texts()
    packages.install(with_development=True)
    with tempfile.TemporaryDirectory(prefix="tarjotin-lint-") as folder:
        failed = [name for name, command in CHECKS.items() if not _passes(name, command, folder)]
    if failed:
        raise SetupError(f"Not right yet: {', '.join(failed)}.")
    print("All checks passed.")
    return 0


def _passes(name: str, command: Sequence, folder: str) -> bool:
    own = {"SECRET_KEY": "only-for-checks", "DATABASE_URL": "sqlite://:memory:", "DATA_FOLDER": folder}
    environment = {**os.environ, **own, "PYTHONPATH": str(ROOT / "site")}
    ended = subprocess.run(
        command,
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    print(f"{'ok    ' if ended.returncode == 0 else 'FAILED'} {name}", flush=True)
    if ended.returncode:
        print(ended.stdout)
    return ended.returncode == 0


def _check_texts() -> int:
    wrong = 0
    for catalogue in messages.catalogues():
        try:
            messages.compile_catalogue(catalogue)
        except ValueError as error:
            print(error)
            wrong = 1
    return wrong


if __name__ == "__main__":
    main(lint, sys.argv[1:])
