"""Points of the city on a plain map: where things are to each other, drawn without anybody else's tiles."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Self

from search.geography import EARTH_RADIUS_M, Point

#: Units of the drawing. A phone shows one as about a pixel
WIDTH, HEIGHT, MARGIN = 360, 300, 30
#: A map of one place shows its surroundings
SMALLEST_SPAN_M = 3_000
#: Pins nearer than a finger's breadth become one
APART = 30
#: About how wide a letter of a name is, and how high a line, so that no name lies on another
LETTER, WIDE_LETTER, LINE = 7, 13, 15
FIRST_WIDE_LETTER = "\u2e80"
#: How wide and high a pin is, and how far from its own place a name may stand to be seen beside one
PIN, BESIDE = 26, 21

#: Left, top, right and bottom
Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Frame:
    """The part of the city that a drawing shows: its middle, and units of the drawing for a metre."""

    middle: Point
    scale: float

    @classmethod
    def around(cls, points: Sequence[Point]) -> Self:
        """Show all of them, north on top."""
        latitudes, longitudes = [each.latitude for each in points], [each.longitude for each in points]
        middle = Point((min(latitudes) + max(latitudes)) / 2, (min(longitudes) + max(longitudes)) / 2)
        corner = _metres(middle, Point(max(latitudes), max(longitudes)))
        wide, high = (max(SMALLEST_SPAN_M, 2 * abs(each)) for each in corner)
        return cls(middle, min((WIDTH - 2 * MARGIN) / wide, (HEIGHT - 2 * MARGIN) / high))

    def place(self, point: Point) -> tuple[int, int]:
        east, south = _metres(self.middle, point)
        return round(WIDTH / 2 + east * self.scale), round(HEIGHT / 2 + south * self.scale)


@dataclass(frozen=True, slots=True)
class Pin:
    """What stands at one spot: positions in the list that was given."""

    x: int
    y: int
    members: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Spot:
    """A name on the map, by its position in the list that was given."""

    x: int
    y: int
    member: int


def pins(frame: Frame, points: Sequence[Point | None]) -> list[Pin]:
    """A pin for each point, and one for those that would lie on each other."""
    found: list[Pin] = []
    for number, point in enumerate(points):
        if point is None:
            continue
        x, y = frame.place(point)
        near = next((each for each in found if math.dist((x, y), (each.x, each.y)) < APART), None)
        if near:
            found[found.index(near)] = Pin(near.x, near.y, (*near.members, number))
        else:
            found.append(Pin(x, y, (number,)))
    return found


def spots(frame: Frame, names: Iterable[tuple[Point, str]], pinned: Iterable[Pin] = ()) -> list[Spot]:
    """Where names stand that lie within the frame, the first ones first: none on another or under a pin."""
    taken = [_box(pin.x, pin.y, PIN, PIN) for pin in pinned]
    found = []
    for number, (point, name) in enumerate(names):
        x, middle = frame.place(point)
        for y in (middle, middle + BESIDE, middle - BESIDE):
            box = _box(x, y, _width(name), LINE)
            if _is_inside(box) and not any(_meet(box, other) for other in taken):
                taken.append(box)
                found.append(Spot(x, y, number))
                break
    return found


def _metres(middle: Point, point: Point) -> tuple[float, float]:
    """Metres to the east and to the south: over a city the earth is flat."""
    east = math.radians(point.longitude - middle.longitude) * math.cos(math.radians(middle.latitude))
    return east * EARTH_RADIUS_M, math.radians(middle.latitude - point.latitude) * EARTH_RADIUS_M


def _width(name: str) -> float:
    return sum(WIDE_LETTER if letter >= FIRST_WIDE_LETTER else LETTER for letter in name)


def _box(x: float, y: float, width: float, height: float) -> Box:
    return (x - width / 2, y - height / 2, x + width / 2, y + height / 2)


def _is_inside(box: Box) -> bool:
    return box[0] >= 0 and box[2] <= WIDTH and box[1] >= 0 and box[3] <= HEIGHT


def _meet(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
