"""The public listings of a tray, as plain rows: instances of models would take three times as long."""

from collections import defaultdict
from collections.abc import Iterable
from functools import cache
from typing import Any

from django.db.models import QuerySet

from directory.models import Service, ServicePhone
from directory.reading.texts import text_columns

#: A named tuple of columns, from which texts are read as from an instance
Row = Any

READ = (
    *("pk", "slug", "original_language", "languages", "entry", "channels", "email"),
    *("needs_client_relation", "needs_identity", "needs_home_municipality"),
    *text_columns("application_process", "alert"),
)
NAMED = ("pk", "slug", "original_language", *text_columns("name"))
PHONE_READ = ("service_id", "number", "kind", "languages", *text_columns("name", "hours", "charge"))


def listings_of(ids: Iterable[int]) -> dict[int, Row]:
    """By id, with what a tray says of them beside their cards. One query."""
    return {row.pk: row for row in _listings(READ).public().filter(pk__in=list(ids))}


def names_of(ids: Iterable[int]) -> dict[int, Row]:
    """By id, with their names alone. One query."""
    return {row.pk: row for row in _listings(NAMED).public().filter(pk__in=list(ids))}


def phones_of(ids: Iterable[int]) -> dict[int, list[Row]]:
    """The numbers of listings by their id, in their order. One query."""
    phones: dict[int, list[Row]] = defaultdict(list)
    for row in _phones().filter(service__in=list(ids)):
        phones[row.service_id].append(row)
    return phones


# Made once, with every language named: to make such a question takes as long as to ask it


@cache
def _listings(columns: tuple[str, ...]) -> QuerySet:
    return Service.objects.rewrite(False).values_list(*columns, named=True)


@cache
def _phones() -> QuerySet:
    return ServicePhone.objects.rewrite(False).values_list(*PHONE_READ, named=True)
