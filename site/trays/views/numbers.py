"""Numbers of rows as forms send them."""

from collections.abc import Iterable

LONGEST = 15


def number_in(text: str) -> int:
    """The number of a row; 0, which none has, for what is none."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= LONGEST else 0


def numbers_in(texts: Iterable[str]) -> list[int]:
    return [number for number in map(number_in, texts) if number]
