"""What is told in several sentences, where the need is between the lines."""

import re

#: "3. luokka" ends no sentence
_END = re.compile(r"[!?؟。！？…]+|(?<!\d)\.+")


def is_story(text: str) -> bool:
    return sum(bool(part.strip()) for part in _END.split(text)) > 1


def sentence_at(text: str, place: int) -> tuple[int, int]:
    """Where the sentence around a place of the text begins and ends, with the marks that end it."""
    begin = max((mark.end() for mark in _END.finditer(text, 0, place)), default=0)
    mark = _END.search(text, place)
    return begin, mark.end() if mark else len(text)


def is_question(sentence: str) -> bool:
    return sentence.endswith(("?", "؟", "？"))
