"""The ages by which listings are counted."""

from desk.figures.tally import Values
from directory.reading import wording

#: First and last year of each
BANDS = ((0, 2), (3, 6), (7, 12), (13, 17), (18, 29), (30, 64), (65, None))


def bands_of(youngest: int | None, oldest: int | None) -> Values:
    """The bands that a listing is for: all of them, where it tells no age."""
    first, last = youngest or 0, 200 if oldest is None else oldest
    return tuple(
        _code(*band) for band in BANDS if first <= (200 if band[1] is None else band[1]) and band[0] <= last
    )


def names() -> dict[str, str]:
    """Of each band, by its code and in its order."""
    return {_code(*band): wording.ages(*band) for band in BANDS}


def _code(first: int, last: int | None) -> str:
    return f"{first}-{'' if last is None else last}"
