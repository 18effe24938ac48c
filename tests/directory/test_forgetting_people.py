"""People of listings are named until a date; then they are deleted, and nothing else changes."""

import datetime
import json

import pytest
from wagtail.models import ModelLogEntry, Revision

from directory import actions
from directory.models import Service, ServiceContact, TranslationState
from tests.directory.lives import keep, latest, published, states
from tests.factories import ServiceFactory

pytestmark = pytest.mark.django_db

TODAY = datetime.date(2026, 3, 11)
YESTERDAY = datetime.date(2026, 3, 10)


@pytest.fixture
def listing(coordinator):
    """A public listing in Finnish, and in Somali by a machine, with three people; an edit of it waits."""
    service = published(coordinator, name_fi="Kahvila", name_so="Makhaayad")
    edited = latest(service)
    edited.contacts.set(
        [
            ServiceContact(name="Mennyt Maija", title_fi="Ohjaaja", title_so="Hage", keep_until=YESTERDAY),
            ServiceContact(name="Tämän päivän Tiina", keep_until=TODAY),
            ServiceContact(email="kahvila@example.org"),
        ]
    )
    actions.publish(service, edited.save_revision(), coordinator)
    keep(service, coordinator, how="machine", name_so="Makhaayad cusub")
    return Service.objects.get(pk=service.pk)


def names(service: Service) -> list[str]:
    return [str(contact) for contact in service.contacts.all()]


def test_whose_time_is_over_is_deleted_from_the_listing_and_from_all_its_versions(listing):
    number = actions.forget_people(TODAY)

    assert number == 1
    assert names(listing) == names(latest(listing)) == ["Tämän päivän Tiina", "kahvila@example.org"]
    assert not [r for r in Revision.objects.all() if "Mennyt" in json.dumps(r.content, ensure_ascii=False)]
    assert ModelLogEntry.objects.get(action="directory.forget_people").data == {"number": 1}
    assert actions.forget_people(TODAY) == 0


def test_a_person_that_is_forgotten_makes_no_translation_outdated_and_nobodys_work(listing, coordinator):
    before = states(listing)
    waiting = {each.language_code: each.state for each in latest(listing).translation_states.all()}

    actions.forget_people(TODAY)
    afterwards = keep(listing, coordinator, email="uusi@example.org").as_object()

    assert states(listing) == before
    assert {each.language_code: each.state for each in afterwards.translation_states.all()} == waiting
    assert not any(each.is_outdated for each in afterwards.translation_states.all())


def test_a_language_that_only_the_person_had_is_none_any_more(coordinator):
    service = published(coordinator, name_fi="Kahvila")
    edited = latest(service)
    edited.contacts.set([ServiceContact(name="Maija", title_vi="Trưởng nhóm", keep_until=YESTERDAY)])
    actions.publish(service, edited.save_revision(), coordinator)
    before = set(states(service))

    actions.forget_people(TODAY)

    assert before - set(states(service)) == {"vi"}
    assert "vi" not in {each.language_code for each in latest(service).translation_states.all()}


def test_a_person_whose_time_was_made_longer_by_an_edit_that_waits_stays_in_it(listing, coordinator):
    edited = latest(listing)
    people = list(edited.contacts.all())
    people[0].keep_until = datetime.date(2027, 1, 1)
    edited.contacts.set(people)
    edited.save_revision()

    actions.forget_people(TODAY)

    assert names(listing) == ["Tämän päivän Tiina", "kahvila@example.org"]
    assert names(latest(listing))[0] == "Mennyt Maija"


def test_a_listing_that_was_written_in_bulk_keeps_its_labels():
    service = ServiceFactory(name_fi="Kahvila", name_so="Makhaayad")
    TranslationState.objects.create(service=service, language_code="so", state="machine")
    ServiceContact.objects.create(service=service, name="Maija", title_fi="Ohjaaja", keep_until=YESTERDAY)

    actions.forget_people(TODAY)

    assert states(service) == {"so": ("machine", False)}
    assert not service.contacts.exists()
