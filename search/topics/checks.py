"""What may be wrong with the vocabulary: topics as people say them, in every language, and their neighbours.

A *mistake* keeps a topic from being shown or found; a *doubt* is for a person to look at.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from directory.written_language import other_language
from search.analysis import fold
from search.analysis.scripts import CJK, script_of, script_of_language

FEWEST_WORDS, FEWEST_SITUATIONS = 5, 3
#: Letters that fit on a button, and that are the most a label may have
SHORT, LONGEST = 24, 40
#: Topics that one word may stand for before it says little
MOST_TOPICS = 4
#: Share of the shorter list that two topics have in common before they look like one
DOUBLE = 0.6
#: Share of letters in the language's own script: names and office words in another are welcome
OWN_SCRIPT = 0.2
#: Letters by which a language is known from its neighbours of the same script
FOREIGN_LETTERS = {
    "ru": "іїєґў",
    "uk": "ыэёъ",
    "ar": "ۆێڕڵەڤژ",
    "fa": "ۆێڕڵةىي",
    "ckb": "ةىيك",
    "en": "äöåõæøđ",
    "fi": "õæøßđ",
    "sv": "õæøßđ",
    "et": "åæøßđ",
}
#: Families type the names that offices here have as they see them, in whatever script they write
FINNISH = "fi"
HAN, NO_WORD = re.compile(f"[{CJK}]"), re.compile(r"\W+")


@dataclass(frozen=True, slots=True)
class TopicTexts:
    """A topic in one language."""

    code: str
    language: str
    label: str
    phrase: str
    words: tuple[str, ...]
    situations: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TopicNeighbours:
    """What a topic stands beside, by codes. Delicate: sensitive, or telling of danger."""

    code: str
    is_delicate: bool
    neighbours: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """`kind` is a key of KINDS; `detail` says what it is about. Without a language it is about all."""

    kind: str
    language: str
    topics: tuple[str, ...]
    detail: str

    @property
    def is_mistake(self) -> bool:
        return KINDS[self.kind]


#: Kind of a finding: whether it is a mistake
KINDS: Mapping[str, bool] = {
    "no label": True,
    "no phrase": True,
    "few words": True,
    "few situations": True,
    "said twice": True,
    "label of two topics": True,
    "another script": True,
    "letter of another language": True,
    "another language": True,
    "label far too long": True,
    "neighbour is no topic": True,
    "sensitive neighbour": True,
    "no neighbours": False,
    "label long for a button": False,
    "word in another script": False,
    "word of many topics": False,
    "two topics much alike": False,
    "situation names its topic": False,
}


def check(topics: Iterable[TopicTexts]) -> list[Finding]:
    """Look through topics, each in each language. Without those in Finnish no Finnish word is known."""
    by_language = defaultdict(list)
    for topic in topics:
        by_language[topic.language].append(topic)
    finnish = _finnish_words(by_language.get(FINNISH, ()))
    return [
        finding for language, rows in by_language.items() for finding in _of_language(language, rows, finnish)
    ]


def check_neighbours(topics: Sequence[TopicNeighbours]) -> Iterator[Finding]:
    """Look through what all topics stand beside. A page names no sensitive one beside others."""
    delicate = {topic.code: topic.is_delicate for topic in topics}
    for topic in topics:
        if not topic.neighbours:
            yield Finding("no neighbours", "", (topic.code,), "")
        for code in topic.neighbours:
            if code not in delicate:
                yield Finding("neighbour is no topic", "", (topic.code,), code)
            elif delicate[code] and not topic.is_delicate:
                yield Finding("sensitive neighbour", "", (topic.code,), code)


def _finnish_words(topics: Iterable[TopicTexts]) -> frozenset[str]:
    texts = (text for topic in topics for text in (topic.label, *topic.words))
    return frozenset(word for text in texts for word in _as_words(text, FINNISH).split())


def _of_language(language: str, topics: Sequence[TopicTexts], finnish: frozenset[str]) -> Iterator[Finding]:
    for topic in topics:
        yield from _of_topic(topic)
        yield from _words_in_another_script(topic, finnish)
    yield from _same_labels(language, topics)
    yield from _words_of_many(language, topics)
    yield from _much_alike(language, topics)


def _of_topic(topic: TopicTexts) -> Iterator[Finding]:
    for kind, detail in (*_lacks(topic), *_lengths(topic), *_said_twice(topic), *_strange(topic)):
        yield Finding(kind, topic.language, (topic.code,), detail)


def _lacks(topic: TopicTexts) -> Iterator[tuple[str, str]]:
    if not topic.label:
        yield "no label", ""
    if not topic.phrase:
        yield "no phrase", ""
    if len(topic.words) < FEWEST_WORDS:
        yield "few words", str(len(topic.words))
    if len(topic.situations) < FEWEST_SITUATIONS:
        yield "few situations", str(len(topic.situations))


def _lengths(topic: TopicTexts) -> Iterator[tuple[str, str]]:
    if len(topic.label) > LONGEST:
        yield "label far too long", topic.label
    elif len(topic.label) > SHORT:
        yield "label long for a button", topic.label


def _said_twice(topic: TopicTexts) -> Iterator[tuple[str, str]]:
    for texts in (topic.words, topic.situations):
        counted = Counter(text.casefold() for text in texts)
        yield from (("said twice", text) for text, number in counted.items() if number > 1)


def _strange(topic: TopicTexts) -> Iterator[tuple[str, str]]:
    for text in (topic.label, topic.phrase, *topic.situations):
        if _share_of_own_script(text, topic.language) < OWN_SCRIPT:
            yield "another script", text
        elif other := other_language(text, topic.language):
            yield "another language", f"{text} ({other})"
    foreign = set(FOREIGN_LETTERS.get(topic.language, ""))
    for text in (topic.label, topic.phrase):
        if foreign & set(text.casefold()):
            yield "letter of another language", text
    label = _as_words(topic.label, topic.language)
    for text in topic.situations:
        if topic.label and label in _as_words(text, topic.language):
            yield "situation names its topic", text


def _words_in_another_script(topic: TopicTexts, finnish: frozenset[str]) -> Iterator[Finding]:
    """Latin letters may be a word of offices or a name; in any other script a word is found by nobody."""
    for text in topic.words:
        if _share_of_own_script(text, topic.language) >= OWN_SCRIPT:
            continue
        if script_of(text) != "latin":
            yield Finding("another script", topic.language, (topic.code,), text)
        elif not all(_is_name(word) or _is_finnish(word, finnish) for word in text.split()):
            yield Finding("word in another script", topic.language, (topic.code,), text)


def _is_name(word: str) -> bool:
    """Kela, YKI, iPad: a capital letter marks a name."""
    return word != word.lower()


def _is_finnish(word: str, finnish: frozenset[str]) -> bool:
    return finnish.issuperset(_as_words(word, FINNISH).split())


def _as_words(text: str, language: str) -> str:
    return f" {NO_WORD.sub(' ', fold(text, language)).strip()} "


def _share_of_own_script(text: str, language: str) -> float:
    letters = [letter for letter in text if letter.isalpha()]
    if not letters:
        return 1.0
    own = script_of_language(language)
    return sum(_is_of(letter, own) for letter in letters) / len(letters)


def _is_of(letter: str, script: str) -> bool:
    return bool(HAN.match(letter)) if script == "han" else script_of(letter) == script


def _same_labels(language: str, topics: Sequence[TopicTexts]) -> Iterator[Finding]:
    for label, codes in _codes_by(topics, lambda topic: [topic.label], language).items():
        if label and len(codes) > 1:
            yield Finding("label of two topics", language, codes, label)


def _words_of_many(language: str, topics: Sequence[TopicTexts]) -> Iterator[Finding]:
    for word, codes in _codes_by(topics, lambda topic: topic.words, language).items():
        if len(codes) > MOST_TOPICS:
            yield Finding("word of many topics", language, codes, word)


def _codes_by(topics: Sequence[TopicTexts], texts, language: str) -> dict[str, tuple[str, ...]]:
    codes = defaultdict(dict)
    for topic in topics:
        for text in texts(topic):
            codes[fold(text, language)][topic.code] = None
    return {text: tuple(found) for text, found in codes.items()}


def _much_alike(language: str, topics: Sequence[TopicTexts]) -> Iterator[Finding]:
    """Pairs are counted along shared words: most topics share none."""
    codes = _codes_by(topics, lambda topic: topic.words, language)
    sizes = Counter(code for found in codes.values() for code in found)
    shared = Counter(pair for found in codes.values() for pair in combinations(found, 2))
    for pair, number in shared.items():
        if number >= DOUBLE * min(sizes[code] for code in pair):
            yield Finding("two topics much alike", language, pair, f"{number} words")
