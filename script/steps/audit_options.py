"""What can be asked of `script/audit`."""

import argparse
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from public_pages import FORMS, PAGES

JUDGES = ("axe", "nu", "lighthouse", "links", "headers", "spelling")
#: All that can be judged
PUBLIC = (*PAGES, *FORMS)
#: The source, right to left, long words, and no spaces
LANGUAGES = ("fi", "ar", "so", "zh-hans")


@dataclass(frozen=True)
class Options:
    pages: tuple[str, ...]
    languages: tuple[str, ...]
    judges: tuple[str, ...]
    json: Path | None
    is_strict: bool


def read(arguments: Sequence[str]) -> Options:
    """Read the command line; ends the program where it is wrong or asks for help."""
    given = _parser().parse_args(arguments)
    is_strict = given.strict or os.environ.get("CI") == "true"
    return Options(given.pages, given.languages, given.judges, given.json, is_strict)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="script/audit", description="Judges every public page from outside."
    )
    parser.add_argument("--pages", type=_some_of(PUBLIC), default=PUBLIC, help=", ".join(PUBLIC))
    parser.add_argument(
        "--languages", type=_codes, default=LANGUAGES, help=f"codes; {','.join(LANGUAGES)} by default"
    )
    parser.add_argument("--judges", type=_some_of(JUDGES), default=JUDGES, help=", ".join(JUDGES))
    parser.add_argument("--json", type=Path, metavar="FILE", help="write all verdicts to a file")
    parser.add_argument("--strict", action="store_true", help="a judge that cannot work here is a failure")
    return parser


def _codes(text: str) -> tuple[str, ...]:
    return tuple(filter(None, text.split(",")))


def _some_of(known: Sequence[str]):
    def names(text: str) -> tuple[str, ...]:
        chosen = _codes(text)
        unknown = [name for name in chosen if name not in known]
        if unknown or not chosen:
            raise argparse.ArgumentTypeError(
                f"{', '.join(unknown) or 'nothing'}: choose among {', '.join(known)}"
            )
        return chosen

    return names
