"""The directory's own daily steps: hiding what nobody confirms, forgetting people whose time is over."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.conf import settings
from django.utils import timezone

from directory import daily
from directory.actions import forget_people, hide_unconfirmed
from directory.actions.forget_people import people_over
from directory.actions.hide import is_to_be_hidden
from directory.daily import Errand
from directory.freshness import Freshness
from directory.models import Assurance


def register() -> None:
    daily.register("fading", fading)
    daily.register("people", people)


def fading(now: datetime) -> Iterator[Errand]:
    """Listings that nobody has confirmed for so long that readers see them no more."""
    today = timezone.localdate(now)
    oldest = today - timedelta(days=settings.FRESHNESS_DAYS[Freshness.HIDDEN - 1])
    shown = Assurance.objects.filter(service__live=True, hidden_date=None, assured_date__lte=oldest)
    for assurance in shown.select_related("service").order_by("service"):
        if is_to_be_hidden(assurance, today):
            yield Errand(
                f"hide listing {assurance.service_id}", lambda a=assurance: hide_unconfirmed(a.service)
            )


def people(now: datetime) -> Iterator[Errand]:
    """Contacts whose last day is over. The worker of the index deletes them too, where one runs."""
    today = timezone.localdate(now)
    if number := people_over(today).count():
        yield Errand(f"delete {number} people of listings", lambda: forget_people(today))
