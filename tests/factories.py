"""Rows for tests: valid and as plain as can be, so that a test states only what matters to it."""

import datetime

import factory
from factory.django import DjangoModelFactory

from accounts.models import User
from directory import models
from directory.choices import AreaKind, OrganizationKind, ScheduleDateKind, Standing, TaxonomySlug


class UserFactory(DjangoModelFactory):
    class Meta:
        model = User

    email = factory.Sequence(lambda n: f"person{n}@example.org")


class AreaFactory(DjangoModelFactory):
    class Meta:
        model = models.Area

    slug = factory.Sequence(lambda n: f"area-{n}")
    kind = AreaKind.NEIGHBOURHOOD
    name_fi = factory.Sequence(lambda n: f"Kaupunginosa {n}")


class OrganizationFactory(DjangoModelFactory):
    """A city unit: of all kinds the one that is admitted without a business id or a word for it."""

    class Meta:
        model = models.Organization

    slug = factory.Sequence(lambda n: f"organization-{n}")
    kind = OrganizationKind.CITY_UNIT
    standing = Standing.ADMITTED
    name_fi = factory.Sequence(lambda n: f"Yksikkö {n}")


class LocationFactory(DjangoModelFactory):
    class Meta:
        model = models.Location

    slug = factory.Sequence(lambda n: f"location-{n}")
    name_fi = factory.Sequence(lambda n: f"Paikka {n}")


class TaxonomyFactory(DjangoModelFactory):
    class Meta:
        model = models.Taxonomy
        django_get_or_create = ["slug"]

    slug = TaxonomySlug.TOPICS.value
    name_fi = "Aiheet"


class TaxonomyTermFactory(DjangoModelFactory):
    class Meta:
        model = models.TaxonomyTerm

    taxonomy = factory.SubFactory(TaxonomyFactory)
    code = factory.Sequence(lambda n: f"term-{n}")
    name_fi = factory.Sequence(lambda n: f"Aihe {n}")


class ServiceFactory(DjangoModelFactory):
    """A listing that readers see."""

    class Meta:
        model = models.Service

    slug = factory.Sequence(lambda n: f"service-{n}")
    organization = factory.SubFactory(OrganizationFactory)
    name_fi = factory.Sequence(lambda n: f"Palvelu {n}")
    live = True


class ServiceAttributeFactory(DjangoModelFactory):
    class Meta:
        model = models.ServiceAttribute

    service = factory.SubFactory(ServiceFactory)
    term = factory.SubFactory(TaxonomyTermFactory)


class ServiceAtLocationFactory(DjangoModelFactory):
    class Meta:
        model = models.ServiceAtLocation

    service = factory.SubFactory(ServiceFactory)
    location = factory.SubFactory(LocationFactory)


class ScheduleFactory(DjangoModelFactory):
    """Mondays from 10 to 12, since the first Monday of 2026."""

    class Meta:
        model = models.Schedule

    service = factory.SubFactory(ServiceFactory)
    rrule = "FREQ=WEEKLY;BYDAY=MO"
    dtstart = datetime.date(2026, 1, 5)
    opens_at = datetime.time(10)
    closes_at = datetime.time(12)


class ScheduleDateFactory(DjangoModelFactory):
    """A date that is cancelled."""

    class Meta:
        model = models.ScheduleDate

    schedule = factory.SubFactory(ScheduleFactory)
    kind = ScheduleDateKind.CANCELLED
    date = datetime.date(2026, 1, 12)
