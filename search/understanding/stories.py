"""What is told in several sentences, or at length, where the need is between the lines."""

import re

#: "3. luokka", "3-5 v. kerho" and "kela.fi" end no sentence
_END = re.compile(r"[!?؟。！？…]+|(?<!\d)(?<!\b\w)\.+(?=\s|$)")
_HAN = re.compile(r"[㐀-鿿]")
_HAN_A_WORD = 1.6
#: In words. Of the halves `tune` no story has fewer than 20, and nothing else more than 18
LONG = 19
#: A shorter text tells a story in two sentences of more words each, or of four Chinese characters
SENTENCE = 2


def is_story(text: str) -> bool:
    """Say so of a text as people type it, with marks between its sentences or without."""
    return has_sentences(text) or length(text) >= LONG


def has_sentences(text: str) -> bool:
    return sum(length(each) > SENTENCE for each in _END.split(text)) > 1


def sentence_at(text: str, place: int) -> tuple[int, int]:
    """Where the sentence around a place of the text begins and ends, with the marks that end it."""
    begin = max((mark.end() for mark in _END.finditer(text, 0, place)), default=0)
    mark = _END.search(text, place)
    return begin, mark.end() if mark else len(text)


def is_question(sentence: str) -> bool:
    return sentence.endswith(("?", "؟", "？"))


def length(text: str) -> float:
    """How many words a text has; Chinese ones are not written apart."""
    han = len(_HAN.findall(text))
    return len(_HAN.sub(" ", text).split()) + han / _HAN_A_WORD
