"""Adding up what has several languages, areas and themes, in memory that does not grow with the rows."""

from collections import Counter
from collections.abc import Iterator
from itertools import product
from typing import NamedTuple

Values = tuple[str, ...]
ALL = ""
#: A letter for each part of a cell, in its order
LETTERS = "latd"


class Cell(NamedTuple):
    """What a number is of; an empty value stands for all."""

    language_code: str = ALL
    area: str = ALL
    theme: str = ALL
    detail: str = ALL

    @property
    def divided_by(self) -> str:
        return "".join(letter for letter, value in zip(LETTERS, self, strict=True) if value)


EVERYTHING = Cell()


class Tally:
    """A row is counted once in each of its languages, areas and themes, and once in all of them together."""

    def __init__(self):
        # By the values of a row as they are: few rows are unlike all others
        self._numbers: Counter[tuple[Values, Values, Values, Values]] = Counter()
        self.rows = 0

    def add(
        self,
        number: int = 1,
        *,
        languages: Values = (),
        areas: Values = (),
        themes: Values = (),
        details: Values = (),
    ) -> None:
        self._numbers[languages, areas, themes, details] += number
        self.rows += 1

    def cells(self) -> Iterator[tuple[Cell, int]]:
        """All that is not nothing; and the sum of all, even if it is."""
        found: Counter[Cell] = Counter()
        for values, number in self._numbers.items():
            for cell in product(*((ALL, *each) for each in values)):
                found[cell] += number
        found[EVERYTHING] += 0
        return ((Cell(*cell), number) for cell, number in found.items() if number or not any(cell))
