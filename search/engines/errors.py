"""What can be wrong with an index."""

from collections.abc import Mapping


class IndexMissing(Exception):  # noqa: N818 - a state that callers expect, not a mistake
    """There is no index that could answer: none was built, or another version of the product made it."""


class WriterBusy(Exception):  # noqa: N818
    """Somebody else is writing the index."""


class EngineAway(Exception):  # noqa: N818
    """The engine does not answer, or not in time, or takes nothing just now. The text says which.

    `status` is that of its answer over HTTP, if there was one.
    """

    def __init__(self, text: str, status: int | None = None):
        super().__init__(text)
        self.status = status


class OutOfPatience(EngineAway):
    """A reader has waited long enough for many answers, none of which was slow: the engine is there."""


class DocumentsRefused(Exception):  # noqa: N818
    """Some documents are never taken: `reasons` by the id of the listing. The others are in the index."""

    def __init__(self, reasons: Mapping[int, str]):
        super().__init__(f"{len(reasons)} listings refused: {dict(reasons)}")
        self.reasons = reasons
