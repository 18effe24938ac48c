"""Gathering the languages spoken at the listings of each organisation: never in a request."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from itertools import chain

from django.db import transaction
from django.db.models import Q, QuerySet

from directory.models import Schedule, Service, SpokenLanguages


@transaction.atomic
def gather_spoken_languages(today: date) -> None:
    """Bring the rows up to date; one that says the same already is left alone."""
    wanted = _spoken_by_organization(today)
    stored = dict(SpokenLanguages.objects.values_list("organization_id", "codes"))
    SpokenLanguages.objects.filter(organization__in=stored.keys() - wanted.keys()).delete()
    SpokenLanguages.objects.bulk_create(
        (
            SpokenLanguages(organization_id=pk, codes=codes)
            for pk, codes in wanted.items()
            if stored.get(pk) != codes
        ),
        update_conflicts=True,
        unique_fields=["organization"],
        update_fields=["codes"],
    )


def _spoken_by_organization(today: date) -> dict[int, list[str]]:
    """Sorted codes by the organisation's id; organisations whose listings name no language are left out."""
    spoken = defaultdict(set)
    for pk, codes in _spoken_lists(Service.objects.public(), today):
        spoken[pk].update(codes)
    return {pk: sorted(codes) for pk, codes in spoken.items() if codes}


def _spoken_lists(services: QuerySet[Service], today: date) -> Iterator[tuple[int, list[str]]]:
    """Organisation and languages of each listing, and of each schedule that has its own and isn't over."""
    current = Q(valid_to=None) | Q(valid_to__gte=today)
    schedules = Schedule.objects.filter(current, service__in=services).exclude(languages=[]).order_by()
    return chain(
        services.values_list("organization_id", "languages"),
        schedules.values_list("service__organization_id", "languages"),
    )
