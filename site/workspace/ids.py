"""Ids that somebody sent: they may be anything."""

#: More than any table will ever have
MOST_DIGITS = 18


def is_id(text: str) -> bool:
    """Whether a text can be the id of a row."""
    return text.isascii() and text.isdecimal() and len(text) <= MOST_DIGITS
