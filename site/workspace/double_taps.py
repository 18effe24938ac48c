"""A button that makes a listing and is tapped twice makes one."""

from collections.abc import Callable
from datetime import timedelta

from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from directory.models import Service

#: After this the same is meant once more
MINUTE = timedelta(minutes=1)


@transaction.atomic
def made_once(user, same: QuerySet[Service], make: Callable[[], Service]) -> Service:
    """The listing that the person made just now, among those that say the same; a new one if there is none.

    One that she has changed since is another one.
    """
    # The second tap waits here until the first has made it
    get_user_model().objects.select_for_update().get(pk=user.pk)
    just_now = {"latest_revision__user": user, "latest_revision__created_at__gte": timezone.now() - MINUTE}
    untouched = (
        each for each in same.filter(last_published_at=None, **just_now) if each.revisions.count() == 1
    )
    return next(untouched, None) or make()
