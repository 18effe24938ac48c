"""Bars that lie: a row for each name, in the order of the table, with one bar or two."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString
from leather.scales import Linear, Ordinal
from leather.series import Series
from leather.shapes import Bars

from desk.plots.frame import COLOUR, WIDTH, Said, drawing, rounded, stretched, words, written

#: How high a line of words is, and a bar with the room around it
LANE = 23
#: How much of the width bars have; numbers have the rest
BARS_WIDTH, NUMBERS_WIDTH = "82%", "18%"
LONGEST_NAME = 36


@dataclass(frozen=True)
class Bar:
    """A row: how long its bars are, and what is written beside each."""

    name: str
    sizes: tuple[float, ...]
    words: tuple[str, ...]


def bars(rows: Sequence[Bar], said: Said, *, is_rtl: bool) -> SafeString:
    """Each has as many bars as the first one; the first is filled, the second is an outline."""
    lanes = 1 + len(rows[0].sizes)
    height = LANE * lanes * len(rows)
    root = drawing(said, height, "bars")
    most = Linear(0, max(max(row.sizes) for row in rows) or 1)
    for series in range(1, lanes):
        shapes = _shapes(rows, series, lanes, most)
        shapes.set("class", f"plot__series plot__series--{series}")
        x = NUMBERS_WIDTH if is_rtl else "0"
        root.append(stretched(shapes, height, x=x, width=BARS_WIDTH, is_mirrored=is_rtl))
    start, end = ("100%", "0") if is_rtl else ("0", "100%")
    for place, row in enumerate(rows):
        foot = LANE * (place * lanes + 1)
        # Nearer to its own bars than to those above
        root.append(words(_short(row.name), start, foot - 4, "start", "name"))
        for series, number in enumerate(row.words, 1):
            root.append(words(number, end, foot + series * LANE - 7, "end", "number"))
    return written(root)


def _shapes(rows: Sequence[Bar], series: int, lanes: int, most: Linear):
    """One bar of each row. The library counts lanes from below: the last is its first."""
    lane_names = [str(number) for number in range(lanes * len(rows))]
    data = [(row.sizes[series - 1], lane_names[place * lanes + series]) for place, row in enumerate(rows)]
    height = LANE * len(lane_names)
    return rounded(Bars(COLOUR).to_svg(WIDTH, height, most, Ordinal(lane_names[::-1]), Series(data), None))


def _short(name: str) -> str:
    return name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 1]}…"
