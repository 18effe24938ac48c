"""Finnish personal identity codes in a text: nobody is to send one (rules: dvv.fi)."""

import re

from guarding.typed import plain

#: ddmmyy, a sign for the century, a number, a check character
CODE = re.compile(r"(?<!\d)(\d{6})[-+A-FU-Y](\d{3})([0-9A-Y])(?![0-9A-Za-z])", re.IGNORECASE)
CHECK = "0123456789ABCDEFHJKLMNPRSTUVWXY"


def has_identity_code(text: str) -> bool:
    return any(_is_one(*match.groups()) for match in CODE.finditer(plain(text)))


def _is_one(born: str, number: str, check: str) -> bool:
    return CHECK[int(born + number) % 31] == check.upper()
