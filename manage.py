#!/usr/bin/env python
"""Run a management command of the project."""

import os
import sys
from pathlib import Path


def main() -> None:
    sys.path.insert(0, str(Path(__file__).resolve().parent / "site"))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.dev")
    from django.core.management import execute_from_command_line  # noqa: PLC0415
    from django.db import DatabaseError  # noqa: PLC0415

    try:
        execute_from_command_line(sys.argv)
    except DatabaseError as error:
        if "--traceback" in sys.argv or not (line := _advice(error)):
            raise
        sys.exit(line)


def _advice(error) -> str:
    from config.database_state import advice  # noqa: PLC0415

    return advice(error)


if __name__ == "__main__":
    main()
