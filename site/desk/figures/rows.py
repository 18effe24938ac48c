"""The rows of a figure: one for each language, area or theme; now, and in the time before."""

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from desk.figures.asked import Asked
from desk.figures.book import Book
from desk.figures.names import ORDERED, names
from desk.figures.subjects import Measure
from desk.figures.table import Number, Row, Table
from directory.reading.wording import grouped
from search.logbook.days import shown


def table_of(asked: Asked, books: tuple[Book, Book], most_rows: int) -> Table:
    """Of what was counted in the period, and in the one before."""
    subject, rows = asked.subject, _Rows(asked, *books)
    labels = tuple(str(measure.label) for measure in subject.measures)
    share = pgettext("of all", "Share")
    with_shares = tuple(words for label in labels for words in (label, share))
    return Table(
        name=f"{subject.code}-{asked.by}",
        title=str(subject.title),
        headings=(asked.by.heading,),
        columns=with_shares if subject.has_shares else (*labels, _("The period before")),
        all_rows=rows.ordered(),
        most_rows=most_rows,
        total=rows.total(),
        series=labels if subject.has_shares else (),
    )


class _Rows:
    """The highest numbers first, and the sum of what was counted.

    The sum is no sum of the rows where something has several languages, areas or themes.
    """

    def __init__(self, asked: Asked, now: Book, before: Book):
        self.asked, self._now, self._before = asked, now, before

    def ordered(self) -> list[Row]:
        numbers = [self._column(self._now, measure) for measure in self.asked.subject.measures]
        before = self._column(self._before, self.asked.subject.measures[0])
        by_key = {key: [column.get(key, 0) for column in numbers] for column in numbers for key in column}
        found = names(self.asked.by, by_key)
        return [
            self._row(found[key], by_key.get(key, [0] * len(numbers)), before.get(key, 0))
            for key in self._order(found, by_key)
        ]

    def _order(self, found: dict[str, str], numbers: dict[str, list[int]]) -> list[str]:
        if self.asked.by in ORDERED:
            return list(found) if numbers else []
        return sorted(found, key=lambda key: ([-number for number in numbers[key]], found[key]))

    def _column(self, book: Book, measure: Measure) -> dict[str, int]:
        return book.column(measure.what_by(self.asked.by), self.asked.by, self.asked.narrowed)

    def total(self) -> Row:
        whats = self.asked.whats
        numbers = [self._now.number(what, self.asked.narrowed) for what in whats]
        return self._row(
            pgettext("a sum", "In all"), numbers, self._before.number(whats[0], self.asked.narrowed)
        )

    def _row(self, name: str, numbers: list[int], before: int) -> Row:
        measures = self.asked.subject.measures
        said = [as_number(number, measure) for number, measure in zip(numbers, measures, strict=True)]
        if not self.asked.subject.has_shares:
            return Row((name,), (*said, as_number(before, measures[0])), (said[0],))
        shares = [self._share(number, measure) for number, measure in zip(numbers, measures, strict=True)]
        both = [each for pair in zip(said, shares, strict=True) for each in pair]
        return Row((name,), tuple(both), tuple(shares))

    def _share(self, number: int, measure: Measure) -> Number:
        whole = self._now.number(measure.what_by(self.asked.by), self.asked.narrowed)
        parts = round(1000 * number / whole) if whole else 0
        return Number(parts, f"{round(parts / 10)} %")


def as_number(number: int, measure: Measure) -> Number:
    return Number(number, shown(number) if measure.is_of_readers else grouped(number))
