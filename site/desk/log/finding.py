"""Whom or what a coordinator means by a name: one of these is chosen, and the log asked for it alone."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Q

from accounts.models import User
from audit.recording import type_of
from desk.log.asked import Asked
from desk.partners.listing import NAMES, named
from directory.models import Organization, Service

MOST = 10


@dataclass(frozen=True)
class Candidate:
    name: str
    query_string: str


def candidates(asked: Asked) -> list[Candidate]:
    """People by name or e-mail, organisations and listings by name: three queries."""
    if not asked.q:
        return []
    chosen = {"q": "", "older": ""}
    return [
        *(
            Candidate(
                f"{user.get_full_name()} · {user.email}", asked.query_string(person=str(user.pk), **chosen)
            )
            for user in _people(asked.q)
        ),
        *(
            Candidate(str(row), asked.query_string(kind=type_of(row), number=str(row.pk), **chosen))
            for row in _objects(asked.q)
        ),
    ]


def _people(text: str):
    by_name = Q(email__icontains=text) | Q(first_name__icontains=text) | Q(last_name__icontains=text)
    return User.objects.filter(by_name).order_by("email")[:MOST]


def _objects(text: str) -> Iterator[Organization | Service]:
    yield from named(text).order_by("name_fi", "pk")[:MOST]
    in_name = Q()
    for column in NAMES:
        in_name |= Q(**{f"{column}__icontains": text})
    yield from Service.objects.filter(in_name).only("slug", *NAMES).order_by("name_fi", "pk")[:MOST]
