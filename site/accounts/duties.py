"""What somebody may have to do here besides staff and the people of partners: told by the apps that know.

Whoever has a duty signs in, with a second step as staff do, and comes to its page.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import QuerySet


@dataclass(frozen=True)
class Duty:
    """`people` are the ids of those who have it today; `route` names its page."""

    people: Callable[[], QuerySet]
    route: str

    def is_of(self, user) -> bool:
        return user.is_active and self.people().filter(user=user.pk).exists()


_duties: dict[str, Duty] = {}


def register(duty: Duty) -> None:
    """Called when the apps are ready."""
    _duties[duty.route] = duty


def duties() -> list[Duty]:
    return list(_duties.values())


def duties_of(user) -> list[Duty]:
    return [duty for duty in duties() if duty.is_of(user)]
