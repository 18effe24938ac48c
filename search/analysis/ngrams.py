"""Character n-grams: what compounds, inflected forms and typos have in common."""

SIZES = (4, 5)
SHORTEST_WORD = 4
WORD_START = "^"


def grams(word: str) -> list[str]:
    """Return the 4- and 5-grams of "^" and a folded word, in order, without repeats.

    None for words under four characters and numbers, which match whole or not at all: 00530 is not 00531.
    """
    if len(word) < SHORTEST_WORD or word.isdecimal():
        return []
    padded = WORD_START + word
    found = [padded[i : i + size] for size in SIZES for i in range(len(padded) - size + 1)]
    return list(dict.fromkeys(found))
