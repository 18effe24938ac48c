"""Whatever is listed and asked: hits, their order and every count are those found by looking at all."""

from datetime import UTC, datetime, timedelta
from random import Random

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from search.queries import build
from search.results import PAGE_SIZE, Hit, SessionHit
from tests.engines.listings import LANGUAGES, NOW, random_documents, random_search
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
        results = engine.search(build(parameters, now=now, language=language))

        oracle = Oracle(documents, parameters, now, language)
        ordered = oracle.ordered()
        assert results.total == len(ordered)
        assert list(results.hits) == [expected(found, oracle) for found in ordered][:PAGE_SIZE]
        assert {key: dict(counts) for key, counts in results.facets.items()} == oracle.facets()
        assert results.matched_all_words == oracle.matched_all_words


def fill(engine, documents):
    with engine.rebuild(NOW.date()) as writer:
        writer.put(documents)
        writer.commit({})


def expected(found: Found, oracle: Oracle) -> Hit:
    meeting = found.representative(oracle.sort)
    return Hit(
        service_id=found.document.id,
        score=found.score,
        session=meeting and session(meeting, oracle.now),
        distance_m=meeting.distance if meeting and meeting.distance != FAR else None,
        suited_ages=found.ages,
    )


def session(meeting, now) -> SessionHit:
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
        is_open=bool(starts_at) and starts_at <= now < ends_at,
    )
