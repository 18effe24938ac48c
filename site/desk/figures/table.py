"""A table as pages, paper and files have it: of figures, and of residents beside sessions."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from directory.reading.wording import grouped


@dataclass(frozen=True)
class Number:
    """What a plot draws, and what people read; `filed` is what files have where it is neither."""

    size: float
    words: str
    filed: object = None

    @property
    def in_file(self) -> object:
        """A number as a number, a hidden one in words."""
        if self.filed is not None:
            return self.filed
        return self.size if self.words == grouped(self.size) else self.words


@dataclass(frozen=True)
class Row:
    """`names` and `numbers` stand under headings and columns; `drawn` are those that a plot shows."""

    names: tuple[str, ...]
    numbers: tuple[Number, ...]
    drawn: tuple[Number, ...]

    @property
    def name(self) -> str:
        return " · ".join(self.names)


@dataclass(frozen=True)
class Table:
    """A page has some rows, files have all; `series` are the names of the bars of a row, where it has two."""

    #: For the ids of its elements
    name: str
    title: str
    headings: tuple[str, ...]
    columns: tuple[str, ...]
    all_rows: Sequence[Row]
    most_rows: int
    total: Row | None = None
    series: tuple[str, ...] = ()

    @property
    def heading(self) -> str:
        return " · ".join(self.headings)

    @property
    def rows(self) -> Sequence[Row]:
        return self.all_rows[: self.most_rows]

    @property
    def left_out(self) -> int:
        return len(self.all_rows) - len(self.rows)

    def in_file(self) -> Iterator[tuple[Row, list[object]]]:
        """Every row, and the sum where there is one, with its numbers as files have them."""
        for row in (*self.all_rows, *filter(None, [self.total])):
            yield row, [number.in_file for number in row.numbers]
