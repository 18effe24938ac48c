"""What reading a query gives: the conditions that its words hold, and the words that ask."""

from dataclasses import dataclass

from search.understanding.stories import is_story


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition in the words of a query: where it stands in the text, from `start` until before `end`.

    `kind` and `value` are those of a filter (see search.querying.parameters), but for kind "weekday", whose
    value is the ISO number of a day, which the calendar makes a date of.
    """

    kind: str
    value: str
    start: int
    end: int
    still_asks: bool = False

    @property
    def name(self) -> str:
        """The condition as it stands in an address."""
        return f"{self.kind}.{self.value}"


@dataclass(frozen=True, slots=True)
class Understood:
    """A query read: its conditions in the order of the text, and what is left of the text.

    Of a story everything is left: how old the child is belongs to what is told of it.
    """

    text: str
    conditions: tuple[Condition, ...] = ()
    rest: str = ""

    def without(self, names: frozenset[str]) -> "Understood":
        """The same with some conditions read as plain words."""
        if not names:
            return self
        return understood(self.text, [each for each in self.conditions if each.name not in names])


def understood(text: str, conditions: list[Condition]) -> Understood:
    ordered = tuple(sorted(conditions, key=lambda each: (each.start, each.end)))
    return Understood(text, ordered, text if is_story(text) else _rest(text, ordered))


def _rest(text: str, conditions: tuple[Condition, ...]) -> str:
    """The text without what conditions came from; two conditions may come from the same words."""
    kept, end = [], 0
    for each in (each for each in conditions if not each.still_asks):
        kept.append(text[end : max(end, each.start)])
        end = max(end, each.end)
    pieces = (piece.strip(" \t\n,،、，;؛-–—") for piece in (*kept, text[end:]))
    return " ".join(piece for piece in pieces if piece.strip(".!?؟。"))
