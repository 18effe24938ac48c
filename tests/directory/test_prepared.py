"""Questions whose SQL is kept answer what Django's own querysets would."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from directory import plans
from directory.dates.times import local_date
from directory.models import Service
from directory.prepared import SIZES, Prepared
from directory.reading import card_rows, cards
from tests.cast import place, walk_in
from trays.reading import listings, places

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]


@pytest.fixture
def service():
    return walk_in(place("malmi"), name_so="Kafeega", languages=["fi", "so"])


@pytest.mark.parametrize(
    ("question", "shape"),
    [
        (card_rows._terms, {}),
        (card_rows._phones, {}),
        (card_rows._states, {"language": "so"}),
        (listings._phones, {}),
        (places._own_places, {}),
    ],
)
def test_rows_of_listings_are_those_of_the_queryset(service, question, shape):
    ids = [service.pk, walk_in().pk]

    assert question(ids, **shape) == list(question.ask(ids, **shape))


def test_rows_of_public_listings_are_those_of_the_queryset(service):
    today, now, ids = timezone.localdate(), timezone.now(), [service.pk, walk_in().pk]

    asked = card_rows._listings.ask(ids, today, now, language="so")
    assert card_rows._listings(ids, today, now, language="so") == list(asked)
    for columns in (listings.READ, listings.NAMED):
        asked = listings._listings.ask(ids, today, now, columns=columns)
        assert listings._listings(ids, today, now, columns=columns) == list(asked)


def test_rows_of_schedules_and_places_are_those_of_the_queryset(service):
    first, last = local_date(timezone.now()), local_date(timezone.now() + timedelta(days=30))
    location = service.schedules.get().location_id

    asked = plans._rows.ask([service.pk], first, last, extra=plans.NOTE_FIELDS)
    assert plans._rows([service.pk], first, last, extra=plans.NOTE_FIELDS) == list(asked)
    for question in (cards._rows_of_places, places._places):
        assert question([location]) == list(question.ask([location]))


def test_kept_question_is_asked_for_other_listings_and_moments(service):
    other = walk_in()
    asked = Prepared(lambda ids, now: _names(Service.objects.filter(pk__in=ids, expire_at__lt=now)))
    now = timezone.now()
    Service.objects.filter(pk=other.pk).update(expire_at=now)

    assert asked([service.pk, other.pk], now) == []
    (row,) = asked([other.pk], now + timedelta(seconds=1))
    assert row.pk == other.pk
    assert asked([service.pk], now + timedelta(seconds=1)) == []


@pytest.mark.parametrize("number", [0, 1, *SIZES, max(SIZES) + 1])
def test_any_number_of_listings_is_asked_for_in_one_query(number):
    ids = [walk_in().pk for _ in range(number)]
    asked = Prepared(lambda ids: _names(Service.objects.filter(pk__in=ids)))

    with CaptureQueriesContext(connection) as queries:
        rows = asked(ids)

    assert sorted(row.pk for row in rows) == ids
    assert len(queries) == min(number, 1)


def _names(listings):
    return listings.values_list("pk", "slug", named=True)
