"""Whatever is listed and asked: hits, their order and every count are those found by looking at all."""

from datetime import UTC, datetime, timedelta
from random import Random

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from search.querying.queries import build
from search.querying.results import PAGE_SIZE, Hit, Results, SessionHit
from tests.engines.listings import LANGUAGES, NOW, random_documents, random_search, random_wide_search
from tests.engines.oracle import FAR, Found, Oracle

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 2**32 - 1))
def test_every_answer_is_the_one_found_by_looking_at_everything(engine, seed):
    random = Random(seed)
    documents = random_documents(random)
    fill(engine, documents)
    now = NOW + timedelta(hours=random.choice([0, 0, 0, 5, 12, 40]))

    for _ in range(6):
        parameters, language = random_search(random), random.choice(LANGUAGES)
        query = build(parameters, now=now, language=language)
        results = engine.search(query)

        oracle = Oracle(documents, parameters, now, language)
        ordered = oracle.ordered()
        assert results.total == engine.count(query) == len(ordered)
        assert list(results.hits) == [expected(found, oracle) for found in ordered][:PAGE_SIZE]
        assert {key: dict(counts) for key, counts in results.facets.items()} == oracle.facets()
        assert results.matched_all_words == oracle.matched_all_words


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 2**32 - 1))
def test_all_pages_together_are_everything_in_order(engine, seed):
    random = Random(seed)
    documents = random_documents(random, numbers=[20, 21, 40, random.randint(60, 90)])
    fill(engine, documents)

    for _ in range(3):
        parameters, language = random_wide_search(random), random.choice(LANGUAGES)
        first = engine.search(build(parameters, now=NOW, language=language))
        drawn = random.randint(1, first.pages + 1)
        pages = [_page(engine, parameters, number, language) for number in range(1, first.pages + 1)]

        oracle = Oracle(documents, parameters, NOW, language)
        ordered = [expected(found, oracle) for found in oracle.ordered()]
        assert [hit for page in pages for hit in page.hits] == ordered
        assert [len(page.hits) for page in pages[:-1]] == [PAGE_SIZE] * (len(pages) - 1)
        assert _page(engine, parameters, drawn, language) == pages[min(drawn, len(pages)) - 1]


def _page(engine, parameters, number: int, language: str) -> Results:
    """One page, and what is said on all of them beside the hits."""
    return engine.search(build(parameters.with_value("page", number), now=NOW, language=language))


def fill(engine, documents):
    with engine.rebuild(NOW.date()) as writer:
        writer.put(documents)
        writer.commit({})


def expected(found: Found, oracle: Oracle) -> Hit:
    meeting = found.representative(oracle.sort)
    return Hit(
        service_id=found.document.id,
        score=found.score,
        session=meeting and session(meeting),
        distance_m=meeting.distance if meeting and meeting.distance != FAR else None,
        suited_ages=found.ages,
    )


def session(meeting) -> SessionHit:
    starts_at = ends_at = None
    if meeting.occurrence:
        starts_at, ends_at = (
            EPOCH + timedelta(minutes=m) for m in (meeting.occurrence.start, meeting.occurrence.end)
        )
    return SessionHit(
        starts_at=starts_at,
        ends_at=ends_at,
        location_id=meeting.template.location_id,
        languages=meeting.template.languages,
        entry=meeting.template.entry,
    )
