"""Languages that are spoken somewhere: more than the interface has."""

import re

from directory.validators import validate_list

#: BCP 47 tags as we write them: two or three letters and at most one more part, such as "zh-hans"
LANGUAGE_TAG = re.compile(r"[a-z]{2,3}(-[a-z0-9]{2,8})?")

#: Spoken by families here, beside those of the interface
SPOKEN_HERE = (
    *("am", "bn", "de", "fse", "hi", "it", "kmr", "ne", "pl", "prs", "ps"),
    *("pt", "ro", "sq", "sw", "th", "ti", "tl", "ur"),
)
#: What is said of a language that has no name yet (BCP 47)
UNKNOWN = "und"


def validate_spoken_languages(value: object) -> None:
    """Accept a JSON list of distinct language tags, in lower case."""
    validate_list(value, lambda tag: isinstance(tag, str) and LANGUAGE_TAG.fullmatch(tag))
