"""Columns that stand: a month beside the other, with lines to read their height by."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString
from leather.scales import Linear, Ordinal
from leather.series import Series
from leather.shapes import Columns

from desk.plots.frame import COLOUR, WIDTH, Said, drawing, element, rounded, stretched, words, written
from directory.reading.wording import grouped

HEIGHT, TOP, FOOT = 180, 18, 24
#: More of them would run into each other on a telephone
MOST_NAMES = 4


@dataclass(frozen=True)
class Column:
    name: str
    size: int


def columns(found: Sequence[Column], said: Said, *, is_rtl: bool) -> SafeString:
    """In their order, from where one begins to read."""
    root = drawing(said, TOP + HEIGHT + FOOT, "columns")
    scale = Linear(0, max(column.size for column in found) or 1)
    for tick in _ticks(scale):
        y = TOP + float(scale.project(tick, HEIGHT, 0))
        root.append(element("line", {"class": "plot__line"}, x1="0", x2="100%", y1=f"{y:.1f}", y2=f"{y:.1f}"))
        # Above its line, where the columns end before the edge
        root.append(words(grouped(tick), "0" if is_rtl else "100%", y - 4, "end", "tick"))
    shapes = _shapes(found, scale)
    shapes.set("class", "plot__series plot__series--1")
    inner = stretched(shapes, HEIGHT, x="12%" if is_rtl else "0", width="88%", is_mirrored=is_rtl)
    inner.set("y", str(TOP))
    root.append(inner)
    for place in range(0, len(found), -(-len(found) // MOST_NAMES)):
        x = 88 * place / len(found)
        where = f"{100 - x:.2f}%" if is_rtl else f"{x:.2f}%"
        root.append(words(found[place].name, where, TOP + HEIGHT + FOOT - 7, "start", "tick"))
    return written(root)


def _shapes(found: Sequence[Column], scale: Linear):
    places = [str(number) for number in range(len(found))]
    data = [(place, column.size) for place, column in zip(places, found, strict=True)]
    return rounded(Columns(COLOUR).to_svg(WIDTH, HEIGHT, Ordinal(places), scale, Series(data), None))


def _ticks(scale: Linear) -> list:
    """Whole numbers, and no more than five."""
    found = [tick for tick in scale.ticks() if tick == int(tick)]
    return found[:: -(-len(found) // 5)]
