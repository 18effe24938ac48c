"""What the pages of networks say: their theme and area, who belongs to them, how one joins."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import get_language, ngettext, pgettext

from directory.choices import NetworkRole
from directory.models import Network, NetworkMeeting, NetworkMembership, Organization, Service
from directory.reading import wording
from directory.reading.alerts import Concerns
from directory.reading.alphabets import by_name
from directory.reading.listings_page import ListingsPage, listings_page
from directory.reading.sensitive import Sensitivity
from directory.reading.texts import text_columns

#: Organisations that one search may be within
MOST_SEARCHED = 5


@dataclass(frozen=True)
class NetworkSummary:
    """A network on the list of all."""

    network: Network
    coordinators: list[Organization]
    members: str  # how many there are


def networks_for_page() -> QuerySet[Network]:
    """Public networks with their area and their members of today."""
    memberships = NetworkMembership.objects.current().public().select_related("organization")
    columns = ("network", "role", "organization__slug", *text_columns("organization__name"))
    return (
        Network.objects.public()
        .select_related("area")
        .prefetch_related(Prefetch("memberships", memberships.only(*columns), to_attr="present"))
    )


def network_summaries() -> list[NetworkSummary]:
    """All public networks in the order of the reader's alphabet. Two queries."""
    return [
        NetworkSummary(network, _coordinators(network.present), _count(network))
        for network in by_name(networks_for_page(), get_language())
    ]


def _count(network: Network) -> str:
    count = len({membership.organization_id for membership in network.present})
    return ngettext("%(count)s member", "%(count)s members", count) % {"count": count}


def _coordinators(memberships: Iterable[NetworkMembership]) -> list[Organization]:
    """Who coordinates, once each: a membership may have been renewed before the old one ended."""
    found = (each.organization for each in memberships if each.role == NetworkRole.COORDINATOR)
    return list(dict.fromkeys(found))


class NetworkPage:
    """The values the network's template shows, in the reader's language."""

    def __init__(self, network: Network, *, number: int, now: datetime.datetime):
        self.network = network
        self.number = number
        self.now = now

    @property
    def concerns(self) -> Concerns:
        return Concerns(areas=frozenset({self.network.area.slug} if self.network.area else ()))

    @cached_property
    def coordinators(self) -> list[Organization]:
        """Who coordinates, with everything one may reach them by."""
        ids = [organization.pk for organization in _coordinators(self.network.present)]
        found = Organization.objects.public().filter(pk__in=ids).prefetch_related("phones")
        return by_name(found, get_language())

    @cached_property
    def members(self) -> list[Organization]:
        """The others, in the order of the reader's alphabet."""
        others = {each.organization for each in self.network.present} - set(self.coordinators)
        return by_name(others, get_language())

    @cached_property
    def next_meeting(self) -> NetworkMeeting | None:
        """When and where it meets next; what staff note about a meeting is no part of the page."""
        columns = ("starts_at", "location__slug", "location__is_address_hidden", "location__organization")
        found = self.network.meetings.coming(self.now).select_related("location")
        return found.only("network", *columns, *text_columns("location__name")).first()

    @property
    def meets_at(self) -> str:
        """The day and time of the next meeting, in words."""
        starts_at = self.next_meeting.starts_at
        return pgettext("a day and its hours", "%(day)s at %(hours)s") % {
            "day": wording.day_in_words(timezone.localdate(starts_at), timezone.localdate(self.now)),
            "hours": wording.clock_time(starts_at),
        }

    @property
    def sensitivity(self) -> Sensitivity:
        return self.listings.sensitivity

    @property
    def searchable(self) -> str:
        """The slugs of all members, as a search takes them; empty where they are too many for one."""
        slugs = sorted({each.organization.slug for each in self.network.present})
        return ",".join(slugs) if len(slugs) <= MOST_SEARCHED else ""

    @cached_property
    def listings(self) -> ListingsPage:
        members = {each.organization_id for each in self.network.present}
        return listings_page(Service.objects.public().filter(organization__in=members), self.number, self.now)
