"""Languages that are spoken somewhere: more than the interface has."""

import re

from directory.validators import validate_list

#: BCP 47 tags as we write them: two or three letters and at most one more part, such as "zh-hans"
LANGUAGE_TAG = re.compile(r"[a-z]{2,3}(-[a-z0-9]{2,8})?")


def validate_spoken_languages(value: object) -> None:
    """Accept a JSON list of distinct language tags, in lower case."""
    validate_list(value, lambda tag: isinstance(tag, str) and LANGUAGE_TAG.fullmatch(tag))
