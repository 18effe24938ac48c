"""An edit is kept as a draft: nothing public changes, and nobody's version is lost."""

import datetime
import json

import pytest
from django.core import serializers
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.base import ContentFile
from django.utils import timezone, translation
from modelcluster.models import get_all_child_relations

from directory import actions
from directory.actions.errors import Conflict
from directory.models import (
    Picture,
    Schedule,
    ScheduleDate,
    Service,
    ServiceAttribute,
    ServiceContact,
    ServicePhone,
    ServiceUrl,
)
from directory.text_fields import text_fields
from directory.translation_states import Edit
from search.documents import build_documents
from tests.directory import drawings
from tests.directory.lives import draft, keep, latest, published
from tests.factories import (
    LocationFactory,
    OrganizationFactory,
    ServiceAtLocationFactory,
    ServiceAttributeFactory,
    ServiceFactory,
    TaxonomyTermFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

OTHER_FACTS = {
    "kind": "event", "original_language": "so", "minimum_age": 3, "maximum_age": 9, "gender": "girls",
    "is_free": True, "entry": "referral", "languages": ["so", "ar"],
    "has_interpretation": True, "channels": ["online"],
    "needs_client_relation": True, "needs_identity": True, "needs_home_municipality": True,
    "children_policy": "welcome", "url": "https://example.org/", "email": "uusi@example.org",
    "valid_from": datetime.date(2026, 1, 1), "valid_until": datetime.date(2030, 1, 1),
    "expire_at": timezone.make_aware(datetime.datetime(2031, 1, 1)),
    "go_live_at": timezone.make_aware(datetime.datetime(2030, 1, 1)),
}  # fmt: skip
#: Not facts of the listing but of its row
BOOKKEEPING = {
    "id", "uuid", "slug", "organization", "live", "latest_revision", "has_unpublished_changes",
    "first_published_at", "last_published_at", "live_revision", "expired", "locked", "locked_at", "locked_by",
    "closed_from", "closed_until",
}  # fmt: skip


def test_a_waiting_edit_of_everything_leaves_the_public_listing_as_it_was(coordinator, client, now):
    service = with_every_child(published(coordinator, name_so="Magac", name_sv="Namn"))
    before, before_readers = everything_public(service), what_readers_get(service, client, now)

    edited = edit_everything(latest(service))
    revision = actions.keep(edited, edited.latest_revision_id, Edit(user=coordinator))
    actions.submit(service, revision, coordinator)

    assert everything_public(service) == before
    assert what_readers_get(service, client, now) == before_readers
    assert revision.as_object().name_ckb == "Uusi name_ckb"


def test_publishing_the_waiting_edit_changes_every_part(coordinator):
    service = with_every_child(published(coordinator, name_so="Magac"))
    edited = edit_everything(latest(service))
    edited.go_live_at = edited.expire_at = None

    row = actions.publish(
        service, actions.keep(edited, edited.latest_revision_id, Edit(user=coordinator)), coordinator
    )

    assert {name: getattr(row, name) for name in OTHER_FACTS} == OTHER_FACTS | {
        "go_live_at": None,
        "expire_at": None,
    }
    assert {field.name: getattr(row, field.name) for field in text_fields(Service)} == {
        field.name: f"Uusi {field.name}" for field in text_fields(Service)
    }
    assert [phone.number for phone in row.phones.all()] == ["09 310 9999"]
    assert row.schedules.get().dates.get().reason_fi == "Uusi syy"


def test_a_second_editor_is_told_and_sees_both_versions(editor, organization, coordinator):
    """DESIGN, trap 10."""
    service = published(coordinator, organization=organization, name_fi="Alku")
    mine = latest(service)
    started_from = service.latest_revision_id
    keep(service, coordinator, name_fi="Ensimmäinen")
    mine.name_fi = "Toinen"

    with pytest.raises(Conflict) as conflict:
        actions.keep(mine, started_from, Edit(user=editor))

    assert (conflict.value.mine.name_fi, conflict.value.theirs.name_fi) == ("Toinen", "Ensimmäinen")
    assert Service.objects.get(pk=service.pk).get_latest_revision_as_object().name_fi == "Ensimmäinen"


def test_an_editor_who_saw_no_revision_conflicts_with_the_first_one(coordinator):
    service = draft()
    mine = Service.objects.get(pk=service.pk)
    keep(service, coordinator, name_fi="Ensimmäinen")

    with pytest.raises(Conflict):
        actions.keep(mine, None, Edit(user=coordinator))


def test_a_stranger_keeps_nothing(editor):
    service = draft()

    with pytest.raises(PermissionDenied):
        keep(service, editor, name_fi="Vieras")

    assert service.revisions.count() == 0


def test_an_edit_does_not_give_a_listing_to_another_organisation(editor, organization, coordinator):
    service = published(coordinator, organization=organization)

    revision = keep(service, editor, organization=OrganizationFactory(), slug="toinen")

    assert revision.as_object().organization == organization
    assert revision.as_object().slug == service.slug


def test_a_new_listing_is_a_draft_with_an_address_of_its_own(editor, organization, heard):
    made = Service(organization=organization, name_fi="Perhekahvila", live=True)

    revision = actions.keep(made, None, Edit(user=editor))

    row = Service.objects.get(pk=made.pk)
    assert (row.live, row.latest_revision) == (False, revision)
    assert row.slug.startswith("perhekahvila-")
    assert not Service.objects.public().exists()
    assert heard == []


def test_a_listing_whose_original_language_has_another_script_gets_an_address(editor, organization):
    made = Service(organization=organization, original_language="ar", name_ar="مقهى")

    actions.keep(made, None, Edit(user=editor))

    assert made.slug == made.uuid.hex[:8]


def test_nobody_makes_a_listing_for_another_organisation(editor):
    made = Service(organization=OrganizationFactory(), name_fi="Vieras")

    with pytest.raises(PermissionDenied):
        actions.keep(made, None, Edit(user=editor))

    assert not Service.objects.exists()


@pytest.mark.parametrize("fields", [{"name_fi": ""}, {"name_fi": "<p> </p>"}, {"original_language": "sv"}])
def test_a_listing_has_a_name_in_its_original_language(fields, coordinator):
    service = draft()

    with pytest.raises(ValidationError):
        keep(service, coordinator, **fields)


WRONG_PARTS = {
    "phones.0.number": {"phones": [ServicePhone(number="abc")]},
    "urls.1.url": {"urls": [ServiceUrl(url="https://example.org/"), ServiceUrl(url="javascript:alert(1)")]},
    "contacts.0.phone": {"contacts": [ServiceContact(phone="abc")]},
    "contacts.0": {"contacts": [ServiceContact(name="Maija")]},
}


@pytest.mark.parametrize("place", WRONG_PARTS)
def test_a_wrong_value_in_a_part_is_refused_with_its_place(place, coordinator):
    service = published(coordinator)
    edited = latest(service)
    for relation, parts in WRONG_PARTS[place].items():
        getattr(edited, relation).set([type(part)(**_values_of(part)) for part in parts])

    with pytest.raises(ValidationError) as refused:
        actions.keep(edited, edited.latest_revision_id, Edit(user=coordinator))

    assert list(refused.value.message_dict) == [place]
    assert service.revisions.count() == 1


def _values_of(part) -> dict:
    return {name: getattr(part, name) for name in ("number", "url", "name", "phone") if hasattr(part, name)}


@pytest.mark.parametrize(
    ("field", "value", "place"),
    [
        ("rrule", "NONSENSE", "schedules.0.rrule"),
        ("entry", "bogus", "schedules.0.entry"),
        ("valid_to", datetime.date(2025, 1, 1), "schedules.0.valid_to"),
    ],
)
def test_a_wrong_time_is_refused_with_its_place(field, value, place, coordinator):
    edited = latest(published(coordinator))
    schedule = edited.schedules.first()
    schedule.valid_from = datetime.date(2026, 1, 1)
    setattr(schedule, field, value)
    edited.schedules.set([schedule])

    with pytest.raises(ValidationError) as refused:
        actions.keep(edited, edited.latest_revision_id, Edit(user=coordinator))

    assert list(refused.value.message_dict) == [place]


def test_what_is_there_twice_or_wrong_further_in_is_refused_with_its_place(coordinator):
    edited, topic = latest(published(coordinator)), TaxonomyTermFactory()
    edited.attributes.set([ServiceAttribute(term=topic), ServiceAttribute(term=topic)])
    schedule = edited.schedules.first()
    schedule.dates.set([ScheduleDate(kind="perhaps", date=datetime.date(2026, 3, 2))])
    edited.schedules.set([schedule])

    with pytest.raises(ValidationError) as refused:
        actions.keep(edited, edited.latest_revision_id, Edit(user=coordinator))

    assert set(refused.value.message_dict) == {"attributes", "schedules.0.dates.0.kind"}


def test_a_topic_that_takes_the_place_of_itself_is_kept(coordinator):
    topic = TaxonomyTermFactory()
    service = published(coordinator)
    ServiceAttributeFactory(service=service, term=topic)
    edited = latest(service)
    edited.attributes.set([ServiceAttribute(term=topic)])

    row = actions.publish(
        service, actions.keep(edited, edited.latest_revision_id, Edit(user=coordinator)), coordinator
    )

    assert row.attributes.get().term == topic


def test_a_new_listing_with_a_wrong_part_is_not_made(editor, organization):
    edited = Service(organization=organization, name_fi="Uusi")
    edited.phones.set([ServicePhone(number="abc")])

    with pytest.raises(ValidationError) as refused:
        actions.keep(edited, None, Edit(user=editor))

    assert list(refused.value.message_dict) == ["phones.0.number"]
    assert not Service.objects.exists()


def approve(service, revision, user):
    actions.approve(service, user, revision=revision)


@pytest.mark.parametrize("act", [actions.publish, approve])
def test_an_edit_from_before_a_rule_is_refused_in_words_when_it_would_be_public(act, coordinator):
    service = published(coordinator, name_fi="Julkinen")
    revision = keep(service, coordinator, name_fi="Odottaa")
    actions.submit(service, revision, coordinator)
    revision.content["kind"] = "magic"
    revision.content["phones"] = [{"pk": None, "service": service.pk, "number": "abc", "kind": "voice"}]
    revision.save()

    with pytest.raises(ValidationError) as refused:
        act(service, revision, coordinator)

    assert set(refused.value.message_dict) == {"kind", "phones.0.number"}
    assert Service.objects.get(pk=service.pk).name_fi == "Julkinen"


def test_an_unsaved_field_makes_no_draft_public():
    """DESIGN, trap 6."""
    assert Service().live is False
    assert ServiceFactory(live=False) not in Service.objects.public()
    assert not UserFactory().has_perm("directory.publish_service")


def with_every_child(service: Service) -> Service:
    """The listing with a row in every relation, written past the revisions, as an import does."""
    ServiceAtLocationFactory(service=service)
    ServiceAttributeFactory(service=service)
    ServicePhone.objects.create(service=service, number="09 310 1234", name_so="Taleefan")
    ServiceContact.objects.create(service=service, title_fi="Ohjaaja", email="ohjaaja@example.org")
    ServiceUrl.objects.create(service=service, url="https://example.org/", label_fi="Sivu")
    service.roles.create(organization=OrganizationFactory(), role="host")
    service.easy_texts.create(language_code="fi", name="Apua", description="Tule käymään.")
    picture = Picture.objects.create(title="Talo", file=ContentFile(drawings.picture(), name="talo.jpg"))
    service.pictures.create(picture=picture, text_fi="Talo")
    service.save()
    ScheduleDate.objects.create(
        schedule=service.schedules.get(), kind="cancelled", date=datetime.date(2026, 1, 12)
    )
    return service


def everything_public(service: Service) -> str:
    """The row and all its children, as text. A kept edit may change only Wagtail's note that there is one."""
    row = Service.objects.get(pk=service.pk)
    children = [
        getattr(row, relation.get_accessor_name()).all() for relation in get_all_child_relations(Service)
    ]
    assert all(child for child in children)
    dates = ScheduleDate.objects.filter(schedule__service=row)
    names = [field.name for field in Service._meta.fields]
    names = [name for name in names if name not in ("latest_revision", "has_unpublished_changes")]
    return "\n".join(
        [serializers.serialize("json", [row], fields=names)]
        + [serializers.serialize("json", rows) for rows in [*children, dates]]
    )


def what_readers_get(service: Service, client, now) -> tuple:
    """The page of a listing in two languages, and its document in the index: byte for byte."""
    with translation.override("fi"):  # a request leaves its language behind
        pages = [client.get(f"/{language}/services/{service.slug}/") for language in ("fi", "so")]
    assert [page.status_code for page in pages] == [200, 200]
    (document,) = build_documents([service.pk], today=timezone.localdate(now))
    return *(page.content for page in pages), json.dumps(document.to_json())


def edit_everything(edited: Service) -> Service:
    fields = {field.name for field in Service._meta.fields} - {field.name for field in text_fields(Service)}
    assert fields - BOOKKEEPING - {field for field in fields if hasattr(Service, f"{field}_fi")} == set(
        OTHER_FACTS
    )
    for name, value in OTHER_FACTS.items():
        assert getattr(edited, name) != value
        setattr(edited, name, value)
    for field in text_fields(Service):
        setattr(edited, field.name, f"Uusi {field.name}")
    replace_children(edited)
    return edited


def replace_children(edited: Service) -> None:
    schedule = Schedule(
        rrule="", dtstart=datetime.date(2026, 3, 1), opens_at=datetime.time(9), closes_at=datetime.time(10)
    )
    schedule.dates.add(ScheduleDate(kind="extra", date=datetime.date(2026, 3, 2), reason_fi="Uusi syy"))
    edited.schedules.set([schedule])
    edited.service_at_locations.set([edited.service_at_locations.model(location=LocationFactory())])
    edited.attributes.set([edited.attributes.model(term=TaxonomyTermFactory())])
    edited.phones.set([ServicePhone(number="09 310 9999")])
    edited.contacts.set([ServiceContact(title_fi="Uusi", email="uusi@example.org")])
    edited.urls.set([ServiceUrl(url="https://example.org/uusi", label_fi="Uusi")])
    edited.roles.set([edited.roles.model(organization=OrganizationFactory(), role="funder")])
