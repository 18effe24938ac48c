"""Words that stand in one place of the database each: where one turns up, it is known whence it comes."""

from hashlib import sha256

#: No word of any language has these letters alone, and none is near another one
LETTERS = "bcdfghjklmnpqrtvwxz"
LENGTH = 16


def word_of(place: str) -> str:
    """The word that stands in a place: always the same one, and no other place has it."""
    digits = sha256(place.encode()).digest()[:LENGTH]
    return "".join(LETTERS[digit % len(LETTERS)] for digit in digits)
