"""Stems of a Finnish word as texts have them: the stemmer cuts endings, and sees no change before them.

A dictionary has *sieni*, *rukous*, *vasenkätinen*, *luokka*; texts have *sieniä*, *rukoukseen*,
*vasenkätiselle*, *luokan*, and their stems differ. The rules are those that are taught at school: other
stems of words in -nen, -us, -in, -e, and consonants that grow weak or strong before an ending. A form that
does not exist does no harm: no text has it.
"""

from collections.abc import Iterator

from search.analysis import stems

FINNISH = "fi"
#: Shorter words change too much for their length
SHORTEST, SHORTEST_STEM = 4, 3

#: What stands at the end of a word, what is there in other forms, and whether the consonants before it grow
#: weak, strong, or stay as they are
_STAY, _WEAK, _STRONG = 0, 1, 2
_ENDINGS: tuple[tuple[str, tuple[str, ...], int], ...] = (
    ("nen", ("sen", "sia", "siä", "sten"), _STAY),
    ("uus", ("uuden", "uuksia"), _STAY),
    ("yys", ("yyden", "yyksiä"), _STAY),
    ("us", ("uksen", "uden", "utta"), _STAY),
    ("ys", ("yksen", "yden", "yttä"), _STAY),
    ("os", ("oksen",), _STAY),
    ("ös", ("öksen",), _STAY),
    ("is", ("iksen", "iin"), _STRONG),
    ("as", ("aan",), _STRONG),
    ("äs", ("ään",), _STRONG),
    ("in", ("imen",), _STRONG),
    ("ut", ("uen",), _STAY),
    ("yt", ("yen",), _STAY),
    ("et", ("ia", "iä"), _STAY),
    ("e", ("een",), _STRONG),
    ("i", ("in", "en", "eja", "ejä"), _WEAK),
    ("a", ("an", "oja", "ia"), _WEAK),
    ("ä", ("än", "öjä", "iä"), _WEAK),
    ("o", ("on",), _WEAK),
    ("ö", ("ön",), _WEAK),
    ("u", ("un",), _WEAK),
    ("y", ("yn",), _WEAK),
)
#: Consonants before an ending, strong and weak; of several that fit the first is meant
_GRADES = (
    *(("kk", "k"), ("pp", "p"), ("tt", "t"), ("nk", "ng"), ("nt", "nn"), ("mp", "mm"), ("lt", "ll")),
    *(("rt", "rr"), ("ht", "hd"), ("p", "v"), ("t", "d"), ("k", "")),
)


def stems_in_texts(word: str) -> tuple[str, ...]:
    """Stems that texts may have of a word in its basic form, that of the word itself first."""
    own = stems(word, FINNISH)
    if len(word) < SHORTEST:
        return own
    others = (stem for form in _forms(word) for stem in stems(form, FINNISH) if len(stem) >= SHORTEST_STEM)
    return tuple(dict.fromkeys((*own, *others)))


def _forms(word: str) -> Iterator[str]:
    for ending, others, grade in _ENDINGS:
        if word.endswith(ending):
            start = word.removesuffix(ending)
            starts = dict.fromkeys((start, _graded(start, grade)))
            yield from (each + other for each in starts for other in others)
            return


def _graded(start: str, grade: int) -> str:
    """The beginning of a word with its last consonants in the other grade, if they have one."""
    for strong, weak in _GRADES:
        if grade == _WEAK and start.endswith(strong):
            return start.removesuffix(strong) + weak
        if grade == _STRONG and weak and start.endswith(weak):
            return start.removesuffix(weak) + strong
    return start
