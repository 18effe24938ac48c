"""What is told in several sentences, or at length, where the need is between the lines."""

import re

#: "3. luokka", "3-5 v. kerho" and "kela.fi" end no sentence
_END = re.compile(r"[!?؟。！？…]+|(?<!\d)(?<!\b\w)\.+(?=\s|$)")
_HAN = re.compile(r"[㐀-鿿]")
_HAN_A_WORD = 1.6
#: In words. Of the halves `tune` no story has fewer than 20, and nothing else more than 18
LONG = 19
#: A shorter text tells a story in two sentences of so many words each
SENTENCE = 3


def is_story(text: str) -> bool:
    """Say so of a text as people type it, with marks between its sentences or without."""
    told = [each for each in map(_words, _END.split(text)) if each >= SENTENCE]
    return len(told) > 1 or _words(text) >= LONG


def _words(text: str) -> float:
    """How many words a text has; Chinese ones are not written apart."""
    han = len(_HAN.findall(text))
    return len(_HAN.sub(" ", text).split()) + han / _HAN_A_WORD
