"""What `script/audit` does first: sets up what the judges need, then lets .venv's Python run them."""

import os
import sys
from collections.abc import Sequence

import audit_options
import messages
import packages
from failures import main, run
from places import PYTHON, ROOT


def audit(arguments: Sequence[str]) -> int:
    audit_options.read(arguments)  # a wrong one is named before anything is installed
    packages.install(with_development=True)
    if messages.out_of_date():
        run([PYTHON, ROOT / "script/steps/messages.py"], "Compiling the interface's texts")
    os.execv(PYTHON, [str(PYTHON), str(ROOT / "script/steps/audit_run.py"), *arguments])


if __name__ == "__main__":
    main(audit, sys.argv[1:])
