"""Compiles the interface's texts. Run with .venv's Python; imported, it only tells which are out of date."""

import sys
from io import BytesIO
from pathlib import Path

from places import ROOT

LOCALE = ROOT / "locale"


def catalogues() -> list[Path]:
    return sorted(LOCALE.glob("*/LC_MESSAGES/*.po"))


def compiled(catalogue: Path) -> Path:
    return catalogue.with_suffix(".mo")


def out_of_date() -> list[Path]:
    """Return the catalogues that changed after they were compiled."""
    return [po for po in catalogues() if _is_older(compiled(po), po)]


def compile_catalogue(catalogue: Path) -> bytes:
    """Return the compiled form. Raises ValueError naming the first text that is wrong."""
    from babel.messages.mofile import write_mo  # noqa: PLC0415 - only .venv's Python has Babel
    from babel.messages.pofile import PoFileError, read_po  # noqa: PLC0415

    with catalogue.open("rb") as file:
        try:
            texts = read_po(file, abort_invalid=True)
        except PoFileError as error:
            raise ValueError(f"{catalogue}: {error}") from error
    for message, errors in texts.check():
        raise ValueError(f"{catalogue}:{message.lineno}: {errors[0]}")
    output = BytesIO()
    write_mo(output, texts)
    return output.getvalue()


def compile_outdated() -> None:
    for po in out_of_date():
        draft = compiled(po).with_suffix(".mo.new")
        draft.write_bytes(compile_catalogue(po))
        draft.replace(compiled(po))


def _is_older(output: Path, source: Path) -> bool:
    return not output.exists() or output.stat().st_mtime < source.stat().st_mtime


if __name__ == "__main__":
    try:
        compile_outdated()
    except ValueError as error:
        sys.exit(str(error))
