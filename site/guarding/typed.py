"""What people type, as they see it: keyboards and telephones put other signs there than a page asks for."""

import unicodedata

#: Hyphens and the like that word processors put in place of the plain one
DASHES = str.maketrans(dict.fromkeys("\u2010\u2011\u2012\u2013\u2212", "-"))
#: Signs that nobody sees: marks of direction stand around numbers that are copied from a telephone
INVISIBLE = "Cf"


def plain(text: str) -> str:
    """A text with western digits, plain letters and hyphens, and without signs that nobody sees."""
    if text.isascii():
        return text
    folded = unicodedata.normalize("NFKC", text).translate(DASHES)
    return "".join(_digit(char) for char in folded if unicodedata.category(char) != INVISIBLE)


def _digit(char: str) -> str:
    return str(unicodedata.digit(char)) if char.isdecimal() else char
