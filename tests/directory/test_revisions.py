"""What a revision holds and gives back: all fifteen languages, and nothing that is no part of an edit."""

import datetime

import pytest
from django.conf import settings
from django.db import connection
from django.utils import timezone, translation
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from modeltranslation.utils import build_localized_fieldname

from directory import actions
from directory.cleaning import clean_value
from directory.models import (
    Assurance,
    RoleAcceptance,
    Schedule,
    Service,
    ServiceAtLocation,
    ServiceAttribute,
    ServiceCapacity,
    ServiceRole,
)
from directory.reading.texts import read_text
from directory.text_fields import text_fields, translated_fields
from directory.translation_states import Edit
from tests.directory.lives import draft, keep, latest, published
from tests.factories import LocationFactory, OrganizationFactory, TaxonomyTermFactory, UserFactory

pytestmark = pytest.mark.django_db


def texts_in_the_database(service: Service) -> dict[str, str]:
    """Every column of texts, past modeltranslation, which would rewrite those without a language."""
    names = [*translated_fields(Service), *(field.name for field in text_fields(Service))]
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(names)} FROM directory_service WHERE id = %s", [service.pk])
        return dict(zip(names, cursor.fetchone(), strict=True))


def test_saving_with_the_somali_interface_active_changes_no_stored_text(coordinator):
    """DESIGN, trap 1."""
    service = published(coordinator, name_fi="Kahvila", name_so="Makhaayad", summary_fi="Kaikille")
    before = texts_in_the_database(service)

    with translation.override("so"):
        Service.objects.get(pk=service.pk).save()
        row = actions.publish(service, keep(service, coordinator), coordinator)
        row.full_clean()

    assert texts_in_the_database(service) == before
    assert before["name"] == "Kahvila"


def test_a_listing_without_a_somali_name_is_saved_by_a_somali_speaking_editor(coordinator):
    service = published(coordinator, name_fi="Kahvila")

    with translation.override("so"):
        keep(service, coordinator, summary_so="Dhammaan")

    assert (latest(service).name_fi, latest(service).name_so) == ("Kahvila", None)


def test_a_listing_is_named_in_its_own_language_whoever_looks(coordinator):
    """DESIGN, trap 1."""
    service = draft(name_fi="Kahvila", name_so="Makhaayad", original_language="so")

    with translation.override("en"):
        revision = keep(service, coordinator)

    assert (str(service), revision.object_str) == ("Makhaayad", "Makhaayad")


def test_a_revision_holds_no_text_without_a_language(coordinator):
    content = keep(draft(), coordinator).content

    assert set(translated_fields(Service)) & set(content) == set()
    assert "name_zh_hans" in content
    assert set(translated_fields(Schedule)) & set(content["schedules"][0]) == set()
    assert "description_zh_hans" in content["schedules"][0]


def test_a_revision_older_than_a_language_leaves_that_language_empty(coordinator):
    """DESIGN, trap 2."""
    revision = keep(draft(name_fi="Kahvila", name_so="Makhaayad"), coordinator)
    for part in (revision.content, revision.content["schedules"][0]):
        for name in [name for name in part if name.endswith("_so")]:
            del part[name]
    revision.content["name"] = "Kahvila"
    revision.content["schedules"][0]["description"] = "Ryhmä"
    revision.save()

    with translation.override("so"):
        restored = revision.as_object()

    assert (restored.name_fi, restored.name_so) == ("Kahvila", "")
    assert [schedule.description_so for schedule in restored.schedules.all()] == [""]
    assert read_text(restored, "name", "so").language_code == "fi"


def test_an_older_draft_takes_nothing_back_that_is_no_part_of_an_edit(coordinator):
    """DESIGN, trap 17."""
    service, partner = published(coordinator), OrganizationFactory()
    ServiceRole.objects.create(service=service, organization=partner, role="host")
    older = keep(service, coordinator, name_fi="Odottaa")
    today = timezone.localdate()
    ServiceCapacity.objects.create(service=service, status="full", until=today + datetime.timedelta(days=30))
    Assurance.objects.filter(service=service).update(assured_date=today)
    RoleAcceptance.objects.create(service=service, organization=partner, role="host")
    Service.objects.filter(pk=service.pk).update(slug="uusi-osoite", organization=partner)

    row = actions.publish(service, older, coordinator)

    assert row.name_fi == "Odottaa"
    assert (row.capacity.status, row.assurance.assured_date) == ("full", today)
    assert row.role_acceptances.get().organization == partner
    assert (row.slug, row.organization, row.uuid) == ("uusi-osoite", partner, service.uuid)


def test_a_restored_draft_knows_what_is_live_now(coordinator):
    service = draft()
    first = keep(service, coordinator)
    second = keep(service, coordinator, name_fi="Toinen")
    first.publish(user=coordinator)

    restored = Service.objects.get(pk=service.pk).revisions.get(pk=second.pk).as_object()

    assert (restored.live, restored.live_revision) == (True, first)
    assert restored.last_published_at == Service.objects.get(pk=service.pk).last_published_at


def test_scheduling_an_edit_of_a_live_listing_leaves_it_live(coordinator):
    service = draft(name_fi="Ensimmäinen")
    first = keep(service, coordinator)
    keep(service, coordinator, name_fi="Toinen", go_live_at=timezone.now() + datetime.timedelta(days=1))
    first.publish(user=coordinator)

    row = actions.publish(service, Service.objects.get(pk=service.pk).latest_revision, coordinator)

    assert (row.live, row.name_fi) == (True, "Ensimmäinen")


def test_a_draft_that_names_a_deleted_place_still_opens(coordinator):
    service, place = published(coordinator), LocationFactory()
    edited = latest(service)
    edited.service_at_locations.set([edited.service_at_locations.model(location=place)])
    schedule = edited.schedules.get()
    schedule.location = place
    edited.schedules.set([schedule])
    actions.keep(edited, edited.latest_revision_id, Edit(user=coordinator))
    place.delete()

    opened = latest(service)

    assert list(opened.service_at_locations.all()) == []
    assert [schedule.location for schedule in opened.schedules.all()] == [None]


def test_a_draft_opens_with_what_it_refers_to_whatever_the_numbers_are(coordinator):
    service = published(coordinator)
    place, gone = LocationFactory(pk=70_001), LocationFactory(pk=70_002)
    term = TaxonomyTermFactory(pk=80_001)
    edited = latest(service)
    edited.attributes.set([ServiceAttribute(term=term)])
    edited.service_at_locations.set([ServiceAtLocation(location=each) for each in (place, gone)])
    actions.keep(edited, edited.latest_revision_id, Edit(user=coordinator))
    gone.delete()

    opened = latest(service)

    assert [each.term_id for each in opened.attributes.all()] == [term.pk]
    assert [each.location_id for each in opened.service_at_locations.all()] == [place.pk]
    assert {each.changed_by_id for each in opened.translation_states.all()} == {coordinator.pk}


def test_an_error_in_a_child_does_not_lose_all_children(coordinator):
    edited = latest(published(coordinator))
    edited.schedules.set([Schedule(dtstart=datetime.date(2026, 3, 1), opens_at="09:00", closes_at="10:00")])

    with pytest.raises(AttributeError):
        edited.save_revision()


def test_markup_is_cleaned_on_the_way_into_a_revision_and_a_row(coordinator):
    service = draft(name_fi="<b>Kahvila</b>")
    edited = latest(service)
    edited.summary_so, edited.description_fi = "<p></p>", "<p>Tule</p><p>mukaan</p>"
    schedule = edited.schedules.get()
    schedule.description_so = "<p> </p>"
    edited.schedules.set([schedule])
    revision = edited.save_revision(clean=False)

    assert texts_in_the_database(service)["name_fi"] == "Kahvila"
    assert (revision.content["summary_so"], revision.content["description_fi"]) == ("", "Tule\nmukaan")
    assert revision.content["schedules"][0]["description_so"] == ""


LANGUAGES = st.sampled_from(settings.MODELTRANSLATION_LANGUAGES)
WORDS = st.text(alphabet="aäбىس中 \n", max_size=12)
TEXT = st.tuples(st.sampled_from([*translated_fields(Service), "session"]), LANGUAGES, WORDS)
STEP = st.tuples(LANGUAGES, st.lists(TEXT, min_size=1, max_size=4), st.booleans())


@given(steps=st.lists(STEP, min_size=1, max_size=5))
@hypothesis_settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_every_text_in_every_language_survives_any_sequence_of_edits(steps):
    user = UserFactory(is_superuser=True)
    service = draft(name_fi="Kahvila")
    expected = {("name", "fi"): "Kahvila", ("session", "fi"): "Ryhmä", ("session", "so"): "Koox"}

    for interface_language, texts, is_published in [*steps, ("en", [], True)]:
        with translation.override(interface_language):
            edited = latest(service)
            for field, language, text in texts:
                if (field, language) != ("name", "fi"):
                    expected[field, language] = write(edited, field, language, text)
            revision = actions.keep(edited, edited.latest_revision_id, Edit(user=user))
            if is_published:
                actions.publish(service, revision, user)
        assert all_texts(latest(service)) == {key: text for key, text in expected.items() if text}

    assert all_texts(Service.objects.get(pk=service.pk)) == {
        key: text for key, text in expected.items() if text
    }


def write(edited: Service, field: str, language: str, text: str) -> str:
    """Set a text as a form does, and return what should be kept of it."""
    owner, name = (edited, field) if field != "session" else (edited.schedules.all()[0], "description")
    column = build_localized_fieldname(name, language)
    setattr(owner, column, text)
    if owner is not edited:
        edited.schedules.set([owner])
    return clean_value(type(owner)._meta.get_field(column), text)


def all_texts(service: Service) -> dict[tuple[str, str], str]:
    owners = [(service, name, name) for name in translated_fields(Service)]
    owners.append((service.schedules.all()[0], "description", "session"))
    texts = {
        (label, language): getattr(owner, build_localized_fieldname(name, language))
        for owner, name, label in owners
        for language in settings.MODELTRANSLATION_LANGUAGES
    }
    return {key: text for key, text in texts.items() if text}
