"""Two texts laid side by side, word by word."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from directory.reading.pictures import ShownPicture

#: Words and the spaces between them; Chinese has no spaces, so each of its characters counts as one
PART = re.compile(r"\s+|[\u3400-\u9fff]|[^\s\u3400-\u9fff]+")
#: Longer texts than any field takes are shown as replaced: comparing them takes seconds
MOST_PARTS = 3_000


@dataclass(frozen=True)
class Piece:
    """A run of words that is the same in both texts, or not; or a picture in their place."""

    text: str
    is_changed: bool
    picture: ShownPicture | None = None


Pieces = tuple[Piece, ...]


def side_by_side(old: str, new: str) -> tuple[Pieces, Pieces]:
    """The pieces of the old text and of the new one."""
    before, after = PART.findall(old), PART.findall(new)
    if max(len(before), len(after)) > MOST_PARTS:
        return _whole(old), _whole(new)
    blocks = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    return (
        tuple(_pieces(before, [(tag, first, last) for tag, first, last, _f, _l in blocks])),
        tuple(_pieces(after, [(tag, first, last) for tag, _f, _l, first, last in blocks])),
    )


def _whole(text: str) -> Pieces:
    return (Piece(text, True),) if text else ()


def _pieces(parts: list[str], blocks: list[tuple[str, int, int]]) -> Iterator[Piece]:
    for tag, first, last in blocks:
        if first < last:
            yield Piece("".join(parts[first:last]), tag != "equal")
