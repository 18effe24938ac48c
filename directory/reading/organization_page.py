"""What the page of one organisation says: what it offers and where, its languages, its networks."""

import datetime

from django.db.models import Q, QuerySet
from django.utils.functional import cached_property
from django.utils.translation import get_language

from directory.models import Location, Network, Organization, Service, ServiceAtLocation
from directory.querysets import ServiceQuerySet
from directory.reading.alerts import Concerns
from directory.reading.alphabets import by_language_name, by_name
from directory.reading.cards import Mark, SpokenLanguage, example_mark, spoken_languages
from directory.reading.examples import is_example
from directory.reading.listings_page import ListingsPage, listings_page
from directory.reading.pictures import ShownPicture, logo_of, with_pictures
from directory.reading.sensitive import Sensitivity
from directory.reading.texts import text_columns

#: More places than this are found by searching within the organisation
PLACES_SHOWN = 20


def organizations_for_page() -> QuerySet[Organization]:
    """Public organisations with what their page reads of them."""
    partners = Organization.objects.public().annotate(is_example=is_example(Organization))
    partners = partners.select_related("parent", "spoken_languages").prefetch_related("phones")
    return with_pictures(partners, "logo")


class OrganizationPage:
    """The values the organisation's template shows, in the reader's language."""

    def __init__(self, organization: Organization, *, number: int, now: datetime.datetime):
        self.organization = organization
        self.number = number
        self.now = now
        self.language = get_language()

    @property
    def concerns(self) -> Concerns:
        return Concerns(areas=frozenset(place.area.slug for place in self.places if place.area))

    @cached_property
    def marks(self) -> list[Mark]:
        return [example_mark()] if self.organization.is_example else []

    @cached_property
    def logo(self) -> ShownPicture | None:
        return logo_of(self.organization, self.language)

    @cached_property
    def listings(self) -> ListingsPage:
        services = Service.objects.public().of_organization(self.organization)
        return listings_page(services, self.number, self.now)

    @property
    def sensitivity(self) -> Sensitivity:
        return self.listings.sensitivity

    @cached_property
    def languages(self) -> tuple[SpokenLanguage, ...]:
        gathered = getattr(self.organization, "spoken_languages", None)
        codes = {*self.organization.languages, *(gathered.codes if gathered else ())}
        return spoken_languages(by_language_name(codes))

    @cached_property
    def units(self) -> list[Organization]:
        units = self.organization.units.public().only("slug", "parent", *text_columns("name"))
        return by_name(units, self.language)

    @cached_property
    def networks(self) -> list[Network]:
        networks = Network.objects.public().with_member(self.organization)
        return by_name(networks.only("slug", *text_columns("name")), self.language)

    @cached_property
    def places(self) -> list[Location]:
        """Its own places and those of its listings; where nobody may know the address, nothing is named."""
        at = ServiceAtLocation.objects.filter(service__in=self._own_services)
        here = Q(organization=self.organization) | Q(pk__in=at.values("location"))
        places = Location.objects.public().filter(here, is_address_hidden=False).order_by("pk")
        places = places.select_related("area")
        return by_name(places.only("slug", "area__slug", *text_columns("name"))[:PLACES_SHOWN], self.language)

    @property
    def has_facts(self) -> bool:
        return bool(self.languages or self.places or self.networks or self.units)

    @property
    def _own_services(self) -> ServiceQuerySet:
        return Service.objects.public().filter(organization=self.organization)
