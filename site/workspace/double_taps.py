"""A button that is tapped twice does once what it does, and says that it is done."""

from collections.abc import Callable

from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import Model, QuerySet
from wagtail.models import ModelLogEntry

from directory.models import Service
from guarding.double_taps import just_now


def just_done(user, what: Model, *acts: str, **data: object) -> bool:
    """Whether the person has done one of these to it just now, as its history says with `data` beside."""
    entries = ModelLogEntry.objects.for_instance(what).filter(
        action__in=acts, user=user, timestamp__gt=just_now()
    )
    return any(data.items() <= entry.data.items() for entry in entries)


@transaction.atomic
def made_once(user, same: QuerySet[Service], make: Callable[[], Service]) -> Service:
    """The listing that the person made just now, among those that say the same; a new one if there is none.

    One that she has changed since is another one.
    """
    # The second tap waits here until the first has made it
    get_user_model().objects.select_for_update().get(pk=user.pk)
    lately = {"latest_revision__user": user, "latest_revision__created_at__gte": just_now()}
    untouched = (
        each for each in same.filter(last_published_at=None, **lately) if each.revisions.count() == 1
    )
    return next(untouched, None) or make()
