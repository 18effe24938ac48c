"""Style sheets as text: without what says nothing, and taken apart into their blocks."""

import re
from collections.abc import Iterator

KEPT = r"""(?P<kept>"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|url\([^"')]*\))"""
COMMENT = re.compile(rf"{KEPT}|/\*.*?\*/", re.DOTALL)
#: White space around a mark, or before a value, says nothing; nor does the last semicolon of a block
NEEDLESS = re.compile(rf"{KEPT}|[;\s]*(?P<end>\}})\s*|\s*(?P<mark>[{{;,]|:(?=\s))\s*|(?P<space>\s+)")


def compact(css: str) -> str:
    """Drop comments and needless white space, leaving strings and addresses as they are."""
    return NEEDLESS.sub(_shrunk, without_comments(css)).strip()


def without_comments(css: str) -> str:
    return COMMENT.sub(lambda part: part["kept"] or "", css)


def blocks(css: str) -> Iterator[tuple[str, str]]:
    """What stands before the braces and what inside, of each outermost block of a sheet without comments."""
    at = 0
    while (opening := css.find("{", at)) >= 0:
        closing = _closing(css, opening)
        yield css[at:opening].strip(), css[opening + 1 : closing]
        at = closing + 1


def _shrunk(part: re.Match) -> str:
    return part["kept"] or part["end"] or part["mark"] or " "


def _closing(css: str, opening: int) -> int:
    depth = 0
    for place in range(opening, len(css)):
        depth += {"{": 1, "}": -1}.get(css[place], 0)
        if depth == 0:
            return place
    return len(css)  # a browser closes what the author forgot, too
