"""Whatever a listing is made from: changing it is written down, and a shared object only once."""

import datetime
from datetime import timedelta

import pytest
import time_machine
from django.core.management import call_command
from django.utils import timezone

from directory import models
from directory.choices import CapacityStatus, ServiceRoleKind, TextState
from directory.signals import listing_changed, vocabulary_changed
from search.indexing.affected import listings_of
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def service(written_down):
    """A live listing whose making is forgotten."""
    service = factories.ServiceFactory()
    written_down()
    return service


CHILDREN = {
    "place": lambda service: factories.ServiceAtLocationFactory(service=service),
    "schedule": lambda service: factories.ScheduleFactory(service=service),
    "topic": lambda service: factories.ServiceAttributeFactory(service=service),
    "role": lambda service: models.ServiceRole.objects.create(
        service=service, organization=service.organization, role=ServiceRoleKind.HOST
    ),
    "accepted role": lambda service: models.RoleAcceptance.objects.create(
        service=service, organization=service.organization, role=ServiceRoleKind.HOST
    ),
    "capacity": lambda service: models.ServiceCapacity.objects.create(
        service=service, status=CapacityStatus.FULL, until=datetime.date(2026, 4, 1)
    ),
    "confirmation": lambda service: models.Assurance.objects.create(
        service=service, assured_date=datetime.date(2026, 3, 1)
    ),
    "state of a translation": lambda service: models.TranslationState.objects.create(
        service=service, language_code="so", state=TextState.MACHINE
    ),
}


# Ways of changing


def test_saved_listing_is_written_down(service, written_down):
    service.save()

    assert written_down() == {("service", service.pk)}


def test_new_listing_is_written_down(written_down):
    service = factories.ServiceFactory()

    assert ("service", service.pk) in written_down()


def test_deleted_listing_is_written_down(service, written_down):
    service_id = service.pk

    service.delete()

    assert ("service", service_id) in written_down()


def test_published_listing_is_written_down(service, written_down):
    service.name_fi = "Uusi nimi"
    revision = service.save_revision()
    written_down()

    revision.publish()

    assert ("service", service.pk) in written_down()


def test_unpublished_listing_is_written_down(service, written_down):
    service.unpublish()

    assert ("service", service.pk) in written_down()


def test_listing_published_on_a_date_is_written_down(service, written_down):
    service.go_live_at = timezone.now() + timedelta(hours=1)
    service.save_revision().publish()
    written_down()

    with time_machine.travel(timezone.now() + timedelta(hours=2)):
        call_command("publish_scheduled")

    assert models.Service.objects.get().live
    assert ("service", service.pk) in written_down()


def test_listing_that_expires_is_written_down(service, written_down):
    models.Service.objects.update(expire_at=timezone.now() - timedelta(minutes=1))

    call_command("publish_scheduled")

    assert not models.Service.objects.get().live
    assert ("service", service.pk) in written_down()


def test_listing_changed_without_a_save_is_written_down_by_its_signal(service, written_down):
    models.Service.objects.update(name_fi="Uusi nimi")
    unheard = written_down()

    listing_changed.send(models.Service, service_id=service.pk)

    assert unheard == set()
    assert written_down() == {("service", service.pk)}


def test_draft_is_not_written_down(service, written_down):
    service.name_fi = "Ehkä joskus"

    service.save_revision()

    assert written_down() == set()


# Parts


@pytest.mark.parametrize("part", CHILDREN)
def test_part_of_a_listing_is_written_down_for_it(service, part, written_down):
    child = CHILDREN[part](service)
    added = written_down()
    child.save()
    saved = written_down()
    child.delete()
    deleted = written_down()

    expected = ("service", service.pk)
    assert expected in added
    assert saved == deleted == {expected}


def test_date_reaches_its_listing_through_the_schedule(service, written_down):
    date = factories.ScheduleDateFactory(schedule__service=service)
    written_down()

    date.delete()

    assert listings_of(written_down()) == {service.pk}


def test_date_deleted_with_its_schedule_reaches_the_listing(service, written_down):
    date = factories.ScheduleDateFactory(schedule__service=service)
    written_down()

    date.schedule.delete()

    assert listings_of(written_down()) == {service.pk}


# Shared objects


def test_shared_object_is_one_row_for_any_number_of_listings(written_down):
    organization = factories.OrganizationFactory()
    services = factories.ServiceFactory.create_batch(30, organization=organization)
    written_down()

    organization.save()

    rows = written_down()
    assert rows == {("organization", organization.pk)}
    assert listings_of(rows) == {service.pk for service in services}


def test_organization_reaches_what_it_takes_part_in(service):
    host = factories.OrganizationFactory()
    models.ServiceRole.objects.create(service=service, organization=host, role=ServiceRoleKind.HOST)
    factories.ServiceFactory()

    assert listings_of([("organization", host.pk)]) == {service.pk}


def test_place_reaches_what_meets_there(service, written_down):
    location = factories.LocationFactory()
    factories.ScheduleFactory(service=service, location=location)
    other = factories.ServiceAtLocationFactory(location=location).service
    factories.ServiceAtLocationFactory()
    written_down()

    location.save()

    assert listings_of(written_down()) == {service.pk, other.pk}


def test_district_reaches_what_meets_in_its_neighbourhoods(service, written_down):
    district = factories.AreaFactory()
    neighbourhood = factories.AreaFactory(parent=district)
    factories.ScheduleFactory(service=service, location=factories.LocationFactory(area=neighbourhood))
    other = factories.ServiceAtLocationFactory(location=factories.LocationFactory(area=district)).service
    factories.ServiceAtLocationFactory(location=factories.LocationFactory(area=factories.AreaFactory()))
    written_down()

    district.save()

    assert listings_of(written_down()) == {service.pk, other.pk}
    assert listings_of([("area", neighbourhood.pk)]) == {service.pk}


def test_theme_reaches_what_has_one_of_its_topics(service, written_down):
    theme = factories.TaxonomyTermFactory()
    topic = factories.TaxonomyTermFactory(parent=theme)
    factories.ServiceAttributeFactory(service=service, term=topic)
    factories.ServiceAttributeFactory()
    written_down()

    theme.save()

    assert listings_of(written_down()) == {service.pk}


def test_search_words_are_in_no_document_and_reach_no_listing(service, written_down):
    term = factories.ServiceAttributeFactory(service=service).term
    written_down()

    models.SearchWords.objects.create(term=term, language_code="so", words=["caawimaad"])

    changed = written_down()
    assert changed == {("words", 0)}
    assert listings_of(changed) == set()


def test_bulk_change_of_the_vocabulary_asks_for_a_rebuild(written_down):
    vocabulary_changed.send(None)

    assert written_down() == {("rebuild", 0)}


def test_every_row_the_listing_depends_on_is_heard():
    """A new child of listings, or a new part of their sessions, must be decided on."""
    related = (each.related_model for each in models.Service._meta.related_objects)
    # Documents are made from the directory alone
    of_listings = {each for each in related if each._meta.app_label == "directory"}
    not_in_documents = {
        *(models.ServicePhone, models.ServiceContact, models.ServiceUrl, models.ServicePicture),
        *(models.TranslationRequest, models.RoleRefusal),
    }

    from search.indexing.receivers import WRITTEN_FOR  # noqa: PLC0415

    assert {each.__name__ for each in of_listings - not_in_documents - WRITTEN_FOR.keys()} == set()
