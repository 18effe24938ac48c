"""Searches as people make them: some words, some choices, some near a place, in all languages."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from random import Random
from urllib.parse import urlencode

from directory.models import Service
from search.documents.texts import texts
from search.engines import Engine
from search.querying.parameters import Parameters
from search.querying.queries import Query, build

#: Names of so many listings give the words
NAMED = 500
FILTERS = ("theme", "topic", "whom", "free", "entry", "spoken", "channel", "area", "when", "part", "kind")
AGES = ("1", "4", "9", "15", "70")
#: Rounded as those of readers are
PLACES = ("60.170,24.940", "60.210,25.080", "60.250,24.880")


@dataclass(frozen=True)
class Asked:
    """A search as it comes to a view."""

    get: Mapping[str, str | list[str]]
    language: str

    @property
    def parameters(self) -> Parameters:
        return Parameters.read(self.get)

    def plain_query(self, now: datetime) -> Query:
        """Its words and filters alone: what can be asked of an engine without our layers."""
        return build(self.parameters, now=now, language=self.language)

    @property
    def path(self) -> str:
        return f"/{self.language}/search/?{urlencode(self.get, doseq=True)}"


def mixed_searches(engine: Engine, number: int, now: datetime, *, seed: int) -> list[Asked]:
    """Draw searches; the same for the same listings and seed."""
    chance, names = Random(seed), list(_names())  # noqa: S311 - nothing secret
    everything = engine.search(build(Parameters.read({}), now=now, language="fi"))
    values = {key: sorted(everything.facets[key]) for key in FILTERS if everything.facets[key]}
    return [_drawn(chance, names, values) for _ in range(number)]


def beginnings(number: int, *, seed: int) -> list[str]:
    """Addresses of suggestions for the first two to six letters of a word; the same for the same seed."""
    chance, names = Random(seed), list(_names())  # noqa: S311 - nothing secret
    drawn = (chance.choice(names) for _ in range(number))
    typed = ((chance.choice(name.split())[: chance.randint(2, 6)], language) for name, language in drawn)
    return [f"/{language}/search/suggestions/?{urlencode({'q': letters})}" for letters, language in typed]


def _drawn(chance: Random, names: Sequence[tuple[str, str]], values: Mapping[str, Sequence[str]]) -> Asked:
    words, language = _words(chance, names)
    chosen = chance.sample(sorted(values), min(len(values), chance.choice((0, 0, 1, 1, 2))))
    get = {key: [chance.choice(values[key])] for key in chosen}
    kind = chance.random()
    if kind < 0.6 or not get:
        get["q"] = words
    if kind > 0.9:
        get |= {"near": chance.choice(PLACES), "sort": "nearest"}
    elif kind > 0.8:
        get["sort"] = "soonest"
    elif kind > 0.7:
        get["age"] = [chance.choice(AGES)]
    return Asked(get, language)


def _words(chance: Random, names: Sequence[tuple[str, str]]) -> tuple[str, str]:
    """One to three words of names; each second one as far as somebody has typed it."""
    name, language = chance.choice(names)
    words = chance.sample(found := name.split(), min(len(found), chance.randint(1, 3)))
    if chance.random() < 0.5:
        words[-1] = words[-1][: max(4, len(words[-1]) - 1)]
    return " ".join(words), language


def _names() -> Iterator[tuple[str, str]]:
    for service in Service.objects.public().order_by("pk")[:NAMED]:
        for language, name in texts(service, "name").items():
            yield name, language
