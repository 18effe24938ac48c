"""Postal codes of the capital region: five digits, and no part of a sum or of a phone number."""

import re
from collections.abc import Sequence

from search.understanding.conditions.patterns import Match, Pattern
from search.understanding.conditions.tokens import Token

_CODE = re.compile(r"0[0-2]\d{2}[0-9]")


def postal_code_at(tokens: Sequence[Token], first: int) -> Match | None:
    code = tokens[first].folded
    beside = [*tokens[max(0, first - 1) : first], *tokens[first + 1 : first + 2]]
    if not _CODE.fullmatch(code) or any(token.is_number for token in beside):
        return None
    return Match(Pattern("", f"postal_code.{code}", ()), first, first + 1)
