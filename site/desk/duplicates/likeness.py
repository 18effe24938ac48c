"""How likely two listings are the same thing: what they share, and what tells them apart."""

from dataclasses import dataclass

from desk.duplicates.cards import SKETCH, Card

#: From here on a coordinator is asked: set by the marked pairs in evaluation/duplicates/pairs.toml
LIKELY = 0.62
NAME, TEXT, WAY, PLACE, TIME, PARTNER = 0.46, 0.34, 0.14, 0.12, 0.1, 0.04
#: Against it: held somewhere else; both say much, and nothing of it in the same words
ELSEWHERE, OTHER_TEXT = 0.4, 0.1
FEWEST_HASHES, SAME_NAME = 6, 0.9


@dataclass(frozen=True)
class Likeness:
    score: float
    shared: tuple[str, ...]

    @property
    def is_likely(self) -> bool:
        return self.score >= LIKELY


def likeness(a: Card, b: Card) -> Likeness:
    if _are_told_apart(a, b):
        return Likeness(0, ())
    name, text = name_likeness(a, b), text_likeness(a, b)
    parts = {
        "name": NAME * name,
        "text": TEXT * text,
        "way": WAY * bool(a.ways & b.ways),
        "place": PLACE * bool(a.places & b.places),
        "time": TIME * bool(a.sessions & b.sessions),
    }
    score = sum(parts.values()) + PARTNER * (a.organization == b.organization)
    if a.places and b.places and not a.places & b.places:
        score -= ELSEWHERE
    if not text and name < SAME_NAME and min(len(a.sketch), len(b.sketch)) >= FEWEST_HASHES:
        score -= OTHER_TEXT
    shared = [part for part, weight in parts.items() if weight > (0.2 if part in ("name", "text") else 0)]
    return Likeness(round(score, 3), tuple(shared))


def _are_told_apart(a: Card, b: Card) -> bool:
    """Courses A1 and A2, a group for babies and one for schoolchildren, one in Somali and one in Arabic."""
    if a.numbers != b.numbers:
        return True
    if a.ages[1] < b.ages[0] or b.ages[1] < a.ages[0]:
        return True
    return bool(a.languages and b.languages) and not a.languages & b.languages


def name_likeness(a: Card, b: Card) -> float:
    """Of the languages that both have, the one in which the names are most alike: 1 for the same words."""
    both = a.names.keys() & b.names.keys()
    return max((dice(grams(a.names[code]), grams(b.names[code])) for code in both), default=0)


def text_likeness(a: Card, b: Card) -> float:
    """The share of the runs of words that two texts have in common, from the smallest hashes of both."""
    if not a.sketch or not b.sketch:
        return 0
    smallest = sorted({*a.sketch, *b.sketch})[:SKETCH]
    both = {*a.sketch} & {*b.sketch}
    return sum(number in both for number in smallest) / len(smallest)


def grams(name: tuple[str, ...]) -> set[str]:
    """Runs of three characters: the order of words does not matter, and one wrong letter hardly."""
    return {
        padded[at : at + 3] for word in name for padded in (f" {word} ",) for at in range(len(padded) - 2)
    }


def dice(a: set[str], b: set[str]) -> float:
    return 2 * len(a & b) / (len(a) + len(b)) if a and b else 0
