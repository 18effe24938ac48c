"""What is asked of the search for organisations: read from an address, never an error."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Self
from urllib.parse import urlencode

from desk.filters import LONGEST_WORDS
from directory.reading import wording
from directory.reading.vocabulary import Vocabulary
from directory.spoken import LANGUAGE_TAG


@dataclass(frozen=True)
class Asked:
    """Of one and the same listing: an area, a theme or topic, for whom, and a language spoken there.

    `words` are read into these (desk.finding.words), and stand in no further address.
    """

    words: str = ""
    area: str = ""
    topic: str = ""
    whom: str = ""
    language: str = ""

    @classmethod
    def read(cls, get: Mapping[str, str], terms: Vocabulary) -> Self:
        known = {
            "words": lambda text: len(text) <= LONGEST_WORDS and "\0" not in text,
            "area": lambda text: text in terms.areas,
            "topic": terms.topic,
            "whom": terms.target_group,
            "language": lambda text: len(text) <= 12 and LANGUAGE_TAG.fullmatch(text),
        }
        return cls(
            **{name: get.get(name, "") if check(get.get(name, "")) else "" for name, check in known.items()}
        )

    @property
    def is_anything(self) -> bool:
        return self != Asked()

    def query_string(self) -> str:
        pairs = [(field.name, getattr(self, field.name)) for field in fields(self)]
        return urlencode([(name, value) for name, value in pairs if value])

    def public_search(self, terms: Vocabulary) -> str:
        """The same conditions as the readers' search takes them."""
        term = terms.topic(self.topic)
        values = {
            "area": self.area,
            "theme" if term and term.is_theme else "topic": self.topic,
            "whom": self.whom,
            "spoken": self.language,
        }
        return urlencode({name: value for name, value in values.items() if value})


def names_of(asked: Asked, terms: Vocabulary) -> dict[str, str]:
    """What is asked, in words, by condition."""
    area, topic = terms.areas.get(asked.area), terms.topic(asked.topic)
    group = terms.target_group(asked.whom)
    found = {
        "area": area and str(area.name),
        "topic": topic and topic.name,
        "whom": group and group.name,
        "language": asked.language and wording.language_name(asked.language),
    }
    return {name: words for name, words in found.items() if words}
