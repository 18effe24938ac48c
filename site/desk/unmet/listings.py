"""How many public listings there are for what is looked for: asked of the search itself."""

from dataclasses import dataclass

from django.utils import timezone

from directory.reading.vocabulary import Vocabulary
from search.engines import IndexMissing, get_engine
from search.querying.asking import query_of
from search.querying.parameters import Parameters
from search.querying.results import Results

MOST_PAGES = 5


@dataclass(frozen=True)
class Place:
    """In the area itself (None: nobody can tell while the index is made), and in the district around it
    (None: there is none to ask about).
    """

    here: int | None
    around: int | None = None


def listings_for(language: str, area: str, topic: str, terms: Vocabulary) -> Place:
    """Listings of a topic, or of a theme, that speak a language, there; an empty value stands for any."""
    district = terms.areas[area].district if area in terms.areas else ""
    try:
        here = count(language, area, topic, terms)
        return Place(here, count(language, district, topic, terms) if district else None)
    except IndexMissing:
        return Place(None)


def count(language: str, area: str, topic: str, terms: Vocabulary) -> int:
    """Raises IndexMissing."""
    return _results(language, area, topic, terms).total


def found_for(language: str, area: str, topic: str, terms: Vocabulary) -> list[int]:
    """Their numbers; of very many those of the first pages. Raises IndexMissing."""
    found: list[int] = []
    for page in range(1, MOST_PAGES + 1):
        results = _results(language, area, topic, terms, page)
        found += [hit.service_id for hit in results.hits]
        if page >= results.pages:
            break
    return found


def _results(language: str, area: str, topic: str, terms: Vocabulary, page: int = 1) -> Results:
    term = terms.topic(topic)
    key = "theme" if term and term.is_theme else "topic"
    asked = {key: topic, "spoken": language, "area": area, "page": str(page)}
    parameters = Parameters.read({name: value for name, value in asked.items() if value})
    return get_engine().search(query_of(parameters, now=timezone.now(), language="fi"))
