"""What is told in several sentences, where the need is between the lines."""

import re

#: "3. luokka" ends no sentence
_END = re.compile(r"[!?؟。！？…]+|(?<!\d)\.+")


def is_story(text: str) -> bool:
    return sum(bool(part.strip()) for part in _END.split(text)) > 1
