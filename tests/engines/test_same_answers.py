"""Two hundred searches in all languages over the demo: how far the engines agree on the first five.

By words alone, as where a site does without topics and model, and in the order that readers get.
"""

from datetime import datetime
from itertools import islice
from random import Random

import pytest
from django.conf import settings
from django.db.models import Model

from directory.choices import TaxonomySlug
from directory.dates.times import HELSINKI
from directory.models import Service, TaxonomyTerm
from search.documents import build_documents, build_labels, public_service_ids
from search.documents.texts import texts
from search.indexing.deriving import derive
from search.meaning.model import is_installed
from search.querying.asking import query_of
from search.querying.from_words import read_words
from search.querying.parameters import Parameters
from search.querying.queries import Query, build
from search.topics import vocabulary
from tests.plugins.demo import LOADED_ON

#: Searches with hits that are compared, and drawn: some words find nothing on either
SEARCHES, DRAWN = 200, 300
#: The same where the model reads each of them, which takes longer
SEARCHES_READ, DRAWN_TO_READ = 100, 150
#: They agree wholly (decision 9); a hair less is no failure
GOAL = 0.99
NOON = datetime(LOADED_ON.year, LOADED_ON.month, LOADED_ON.day, 12, tzinfo=HELSINKI)


@pytest.fixture
def both(loaded_demo, embedded_engine, elasticsearch_engine, db):
    """The engines with the same documents in them."""
    _fill(embedded_engine, elasticsearch_engine)
    return embedded_engine, elasticsearch_engine


@pytest.fixture
def both_with_meaning(loaded_demo, embedded_engine, elasticsearch_engine, db, settings, tmp_path):
    """The same where it is known what listings are about; by words where there is no model."""
    settings.SEARCH_WITHOUT = () if is_installed() else ("meaning",)
    settings.SEARCH_INDEX_FOLDER = tmp_path / "index"
    vocabulary.prepare()
    derive(public_service_ids(LOADED_ON))
    _fill(embedded_engine, elasticsearch_engine)
    return embedded_engine, elasticsearch_engine


def _fill(*engines) -> None:
    documents, labels = build_documents(public_service_ids(LOADED_ON), today=LOADED_ON), build_labels()
    for engine in engines:
        with engine.rebuild(LOADED_ON) as writer:
            writer.put(documents)
            writer.put_labels(labels)
            writer.commit({})


@pytest.fixture
def searches(loaded_demo, db) -> list[tuple[str, str]]:
    """Words and the language they are in: names of topics and of listings, some cut short or put together."""
    random = Random(5)
    rows: list[Model] = [*TaxonomyTerm.objects.of(TaxonomySlug.TOPICS), *Service.objects.all()]
    named = [
        (name, language)
        for language in settings.MODELTRANSLATION_LANGUAGES
        for name in (texts(row, "name").get(language) for row in rows)
        if name
    ]
    return [_typed(random, *random.choice(named)) for _ in range(DRAWN)]


def _typed(random: Random, name: str, language: str) -> tuple[str, str]:
    words = name.split()
    return random.choice([name, words[0], words[-1], name[:-1], f"{name} {words[0]}a"]), language


def test_engines_agree_on_the_first_five_of_two_hundred_searches(both, searches, record_testsuite_property):
    shared = (_shared(both, _plain(words, language)) for words, language in searches)
    shares = list(islice((share for share in shared if share is not None), SEARCHES))

    overlap = sum(shares) / len(shares)
    # Stands in the report of `script/test --junit-xml`
    record_testsuite_property("overlap", overlap)
    assert len(shares) == SEARCHES
    assert overlap >= GOAL


def test_engines_agree_on_the_first_five_that_readers_get(
    both_with_meaning, searches, record_testsuite_property
):
    queries = [_as_readers_ask(words, language) for words, language in searches[:DRAWN_TO_READ]]
    shared = (_shared(both_with_meaning, query) for query in queries)
    shares = list(islice((share for share in shared if share is not None), SEARCHES_READ))

    overlap = sum(shares) / len(shares)
    record_testsuite_property("overlap with meaning", overlap)
    assert all(query.sought for query in queries)
    assert len(shares) == SEARCHES_READ
    assert overlap >= GOAL


def _plain(words: str, language: str) -> Query:
    return build(Parameters(q=words), now=NOON, language=language)


def _as_readers_ask(words: str, language: str) -> Query:
    meant = read_words(Parameters(q=words), now=NOON, language=language).meant
    return query_of(meant, now=NOON, language=language, patience=None)


def _shared(both, query: Query) -> float | None:
    first, second = ({hit.service_id for hit in engine.search(query).hits[:5]} for engine in both)
    return len(first & second) / max(len(first), len(second)) if first | second else None


@pytest.mark.parametrize(
    "typed", ["pe", "apu", "lap", "ha", "kiel", "нар", "ال", "kirjatso", "neuovnta", "kahvlia"]
)
def test_engines_suggest_the_same_in_the_same_order(both, typed):
    for language in ("fi", "en", "ru", "ar"):
        first, second = (engine.suggest(typed, language) for engine in both)

        assert first == second
