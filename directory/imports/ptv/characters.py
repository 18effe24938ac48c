"""Characters that no text holds, taken out of a payload before anything is read from it."""

import re
from typing import Any

#: Control characters but for tabs and line ends, what turns the direction of text (the bidirectional controls
#: of Unicode Standard Annex 9), and halves of a pair, which no database and no terminal takes
NO_TEXT = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)


def as_text(value: Any) -> Any:
    """A payload, or a part of one, with its texts cleaned."""
    if isinstance(value, str):
        return NO_TEXT.sub("", value)
    if isinstance(value, list):
        return [as_text(item) for item in value]
    if isinstance(value, dict):
        return {as_text(key): as_text(item) for key, item in value.items()}
    return value
