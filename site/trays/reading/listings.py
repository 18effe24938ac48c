"""The public listings of a tray, as plain rows: instances of models would take three times as long."""

import datetime
from collections import defaultdict
from collections.abc import Iterable

from django.db.models import QuerySet
from django.utils import timezone

from directory.models import Service, ServicePhone
from directory.prepared import Prepared, Row
from directory.reading.texts import text_columns

READ = (
    *("pk", "slug", "original_language", "languages", "entry", "channels", "email"),
    *("needs_client_relation", "needs_identity", "needs_home_municipality"),
    *text_columns("application_process", "alert"),
)
NAMED = ("pk", "slug", "original_language", *text_columns("name"))
PHONE_READ = ("service_id", "number", "kind", "languages", *text_columns("name", "hours", "charge"))


def listings_of(ids: Iterable[int]) -> dict[int, Row]:
    """By id, with what a tray says of them beside their cards. One query."""
    return _public(ids, READ)


def names_of(ids: Iterable[int]) -> dict[int, Row]:
    """By id, with their names alone. One query."""
    return _public(ids, NAMED)


def phones_of(ids: Iterable[int]) -> dict[int, list[Row]]:
    """The numbers of listings by their id, in their order. One query."""
    phones: dict[int, list[Row]] = defaultdict(list)
    for row in _phones(ids):
        phones[row.service_id].append(row)
    return phones


def _public(ids: Iterable[int], columns: tuple[str, ...]) -> dict[int, Row]:
    found = _listings(ids, timezone.localdate(), timezone.now(), columns=columns)
    return {row.pk: row for row in found}


@Prepared
def _listings(
    ids: list[int], today: datetime.date, now: datetime.datetime, *, columns: tuple[str, ...]
) -> QuerySet:
    listings = Service.objects.rewrite(False).public(today, now).filter(pk__in=ids)
    return listings.values_list(*columns, named=True)


@Prepared
def _phones(ids: list[int]) -> QuerySet:
    phones = ServicePhone.objects.rewrite(False).filter(service__in=ids)
    return phones.values_list(*PHONE_READ, named=True)
