"""Whatever is sent with a form, it changes what it is for: no other column, nothing of anybody else."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import BooleanField, DateField, DateTimeField, Field, Model
from django.test import Client
from django.urls import resolve

from accounts.models import Invitation, User
from directory import actions
from directory.actions.check_translation import seen_texts
from directory.choices import CapacityStatus, ServiceRoleKind
from directory.freshness import Closing
from directory.models import (
    Assurance,
    LanguageChecker,
    Location,
    Organization,
    OrganizationRole,
    Picture,
    RoleAcceptance,
    Schedule,
    ScheduleDate,
    Service,
    ServiceCapacity,
    ServiceRole,
    TranslationRequest,
    TranslationState,
)
from feedback.models import Feedback
from tests.cast import TODAY
from tests.directory import drawings
from tests.directory.lives import hosted, keep, latest, published
from tests.factories import LocationFactory, UserFactory
from tests.isolation.asking import Answer
from tests.isolation.table import WORKSPACE
from tests.workspace.conftest import Desk, worker_for
from workspace.forms.own_place import OwnPlaceForm
from workspace.models import KnownLanguages

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("now")]

ROWS = {"phones-TOTAL_FORMS": 0, "phones-INITIAL_FORMS": 0, "urls-TOTAL_FORMS": 0, "urls-INITIAL_FORMS": 0}
TUESDAYS = {"rhythm": "weekly", "weekdays": ["1"], "opens_at": "17", "closes_at": "19.30"}
#: What each form may change; whatever else is sent with it stays as it was
FORMS = {
    "basics/": ({"name": "Ilta", "kind": "service"}, {"name_fi", "summary_fi", "description_fi", "kind"}),
    "topics/": ({}, {"attributes"}),
    "audience/": (
        {},
        {
            *("eligibility_description_fi", "first_time_fi", "minimum_age", "maximum_age", "gender"),
            *("languages", "has_interpretation", "needs_client_relation", "needs_identity"),
            *("needs_home_municipality", "children_policy", "attributes"),
        },
    ),
    "place/": ({}, {"channels", "service_at_locations", "schedules"}),
    "contact/": (
        ROWS,
        {
            *("application_process_fi", "fees_description_fi", "entry", "is_free", "email", "url"),
            *("phones", "urls"),
        },
    ),
    "times/new/": (TUESDAYS | {"languages": [], "entry": ""}, {"schedules"}),
    "times/0/": (TUESDAYS | {"languages": [], "entry": ""}, {"schedules"}),
    "languages/so/": ({}, {"name_so", "summary_so", "schedules"}),
    "easy/fi/": ({"name": "Ilta"}, {"easy_texts"}),
    "picture/": ({"text": ""}, {"pictures"}),
    "together/": ({"given": [], "others": [], "role": ""}, {"roles"}),
}
#: What every new version has anew
OF_A_VERSION = {
    "latest_revision",
    "translation_states",
    "has_unpublished_changes",
    "latest_revision_created_at",
}


def everything(theirs: Service) -> dict[str, object]:
    """A value for every column and part of a listing, and for what addresses and forms call them."""
    names = [field.name for field in Service._meta.get_fields()]
    names += ["pk", "id", "organization_id", "service", "service_id", "slug", "live_revision_id"]
    odd = {"live": "on", "organization": theirs.organization_id, "organization_id": theirs.organization_id}
    identity = {
        "pk": theirs.pk,
        "id": theirs.pk,
        "uuid": str(theirs.uuid),
        "slug": "heidan",
        "service": theirs.pk,
    }
    return dict.fromkeys(names, "1") | odd | identity | {"slug": "heidan"}


@pytest.mark.parametrize("rest", FORMS)
def test_form_changes_the_fields_that_it_names_and_no_others(desk, listing, theirs, rest):
    row, before = Service.objects.get(slug="ilta"), latest(listing).serializable_data()
    values, may_change = FORMS[rest]
    others = {name: value for name, value in everything(theirs).items() if name not in may_change}
    revision = {"revision": row.latest_revision_id}

    desk.send(f"listings/ilta/{rest}", others | values | revision)

    after = latest(listing).serializable_data()
    changed = {name for name in after if after[name] != before[name]}
    assert changed <= may_change | OF_A_VERSION
    assert Service.objects.get(slug="heidan").latest_revision_id == theirs.latest_revision_id
    unchanged = Service.objects.get(slug="ilta")
    assert (unchanged.live, unchanged.organization_id, unchanged.uuid) == (
        True,
        row.organization_id,
        row.uuid,
    )
    assert unchanged.name_fi == "Ilta"


def test_new_listing_is_ones_own_and_not_public_whatever_is_sent(desk, theirs, partner):
    sent = {name: value for name, value in everything(theirs).items() if name not in ("name", "description")}

    desk.send("listings/new/", sent | {"name": "Uusi", "language": "fi"})

    made = Service.objects.exclude(pk=theirs.pk).get()
    assert (made.organization, made.live, made.latest_revision.as_object().organization) == (
        partner,
        False,
        partner,
    )


def test_place_that_is_made_is_ones_own_whatever_is_sent(desk, theirs, partner):
    picture = Picture.objects.create(
        title="Heidän", file=SimpleUploadedFile("a.jpg", drawings.picture(), "image/jpeg")
    )
    names = [field.name for field in Location._meta.get_fields()]
    odd = {
        "organization": theirs.organization_id,
        "slug": "heidan",
        "is_family_centre": "on",
        "latitude": "1",
    }
    kept = {"picture": str(picture.pk), "picture_id": picture.pk, "picture_text": ""}

    sent = dict.fromkeys(names, "") | odd | kept | {"name": "Talo", "language": "fi", "latitude": "1"}
    desk.send("places/new/", {name: value for name, value in sent.items() if name != "accessibility"})

    place = Location.objects.get()
    assert (place.organization, place.is_family_centre, place.latitude) == (partner, False, None)
    assert (place.picture, place.slug == "heidan") == (None, False)


@dataclass(frozen=True)
class Form:
    """One that is no section of a listing. `with_all_of` are the models whose every column is sent with it.

    `changes` is what it changes, as "Model.column", and "Model +" or "Model -" for a row that comes or goes.
    """

    rest: str
    changes: set[str]
    with_all_of: tuple[type[Model], ...]
    data: dict = field(default_factory=dict)


OF_THE_LIFE = (Service, Organization, ServiceCapacity, Feedback)
OF_PEOPLE = (OrganizationRole, Invitation, User, Organization)
IN_JULY = {"first": "2026-07-01", "last": "2026-07-31"}
OTHER_FORMS = (
    Form(
        "closed/",
        {"Service.closed_from", "Service.closed_until"},
        OF_THE_LIFE,
        {"which": "some", "listings": "ilta", **IN_JULY},
    ),
    Form("closed/", {"Service.closed_from"}, OF_THE_LIFE, {"open": "kiinni"}),
    Form(
        "room/ilta/",
        {f"ServiceCapacity.{name}" for name in ("status", "until")},
        OF_THE_LIFE,
        {"status": "full", "days": "30"},
    ),
    Form(
        "feedback/{feedback}/",
        {f"Feedback.{name}" for name in ("answer", "answer_language_code", "answered_at", "answered_by")},
        (Feedback, Service, User),
        {"answer": "Kiitos"},
    ),
    Form(
        "people/",
        {"Invitation +"},
        OF_PEOPLE,
        {"email": "new@example.org", "role": "editor", "language": "so"},
    ),
    Form("people/{colleague}/remove/", {"OrganizationRole -"}, OF_PEOPLE),
    Form("people/{colleague}/hand-over/", {"OrganizationRole.role"}, OF_PEOPLE),
    Form("invitations/{invitation}/take-back/", {"Invitation -"}, OF_PEOPLE),
    Form("my-languages/", {"KnownLanguages +"}, (KnownLanguages, User, LanguageChecker), {"codes": ["so"]}),
    Form("listings/ilta/copy/", {"Service +", "Schedule +", "TranslationState +"}, OF_THE_LIFE),
    Form("listings/ilta/do/confirm/", {"Assurance.assured_date"}, OF_THE_LIFE),
    Form("listings/ilta/languages/so/ask/", {"TranslationRequest +"}, (TranslationRequest, Service)),
    Form(
        "listings/ilta/versions/{earlier}/",
        {"Service.latest_revision"},
        OF_THE_LIFE,
        {"latest": "{latest}"},
    ),
    Form(
        "shared/heidan/answer/",
        {"RoleAcceptance +"},
        (RoleAcceptance, ServiceRole, Service),
        {"role": "co_provider", "answer": "yes"},
    ),
    Form(
        "shared/kokous/cancel/",
        {"ScheduleDate +", "Service.latest_revision", "Service.live_revision"},
        (Schedule, ScheduleDate, Service),
        {"session": "{session}_2026-03-16", "reason": "Remontti"},
    ),
    Form(
        "places/talo/",
        {
            *("Location.name", "Location.name_fi", "Location.transportation", "Location.transportation_fi"),
            *("Location.street_address", "Location.city", "Location.is_shared", "Location.is_address_hidden"),
            "Location.picture_text_fi",
        },
        (Location, Picture, Organization),
        {
            "version": "{place}",
            "name": "Uusi",
            "postal_code": "",
            "area": "",
            "accessibility": [],
            "picture": "",
            "picture_text": "",
        },
    ),
)


#: What a listing points at anew, once readers see another version
OF_A_PUBLIC_VERSION = {"Service.latest_revision", "Service.live_revision"}
#: Whose rows are compared: all that people write, but the logs
APPS = ("accounts", "directory", "workspace", "feedback", "trays", "contact")
#: Those of a test of its own in this module
TESTED_ALONE = {"workspace:begin", "workspace:new_place"}


@pytest.fixture
def own(partner, listing, theirs, coordinator) -> dict[str, int | str]:
    """Something for each form, by the name that its address has for it."""
    owner = worker_for(partner, "owner@example.org", "owner")
    colleague = worker_for(partner, "colleague@example.org")
    shut = published(coordinator, organization=partner, slug="kiinni", name_fi="Kiinni")
    actions.set_closings([shut], Closing(TODAY, None), owner)
    actions.set_capacity(listing, CapacityStatus.OPEN, TODAY, owner)
    Assurance.objects.filter(service=listing).update(assured_date=date(2025, 12, 1))
    group = hosted(coordinator, partner, LocationFactory(organization=partner))
    Service.objects.filter(pk=group.pk).update(slug="kokous")
    keep(listing, owner, summary_fi="Muu")
    ServiceRole.objects.create(service=theirs, organization=partner, role=ServiceRoleKind.CO_PROVIDER)
    place = LocationFactory(slug="talo", organization=partner, name_fi="Talo", city="Helsinki")
    invitation = Invitation.objects.create(
        organization=partner, email="x@example.org", role="editor", language_code="fi", token_digest="x"
    )
    feedback = Feedback.objects.create(service=listing, kind="other", language_code="fi", words="Kiitos")
    return {
        "colleague": OrganizationRole.objects.get(user=colleague).pk,
        "invitation": invitation.pk,
        "feedback": feedback.pk,
        "session": group.schedules.get().pk,
        "place": OwnPlaceForm(place=place, language="fi").version(place),
        "latest": Service.objects.get(slug="ilta").latest_revision_id,
        "earlier": Service.objects.get(slug="ilta").revisions.earliest("pk").pk,
    }


@pytest.fixture
def of_theirs(theirs) -> dict[type[Model], set]:
    """The rows of the other partner, by model."""
    user = worker_for(theirs.organization, "theirs@example.org")
    place = LocationFactory(organization=theirs.organization)
    Feedback.objects.create(service=theirs, kind="other", language_code="fi", words="Ei")
    return {
        Organization: {theirs.organization_id},
        Service: {theirs.pk},
        User: {user.pk},
        Location: {place.pk},
        Feedback: set(Feedback.objects.filter(service=theirs).values_list("pk", flat=True)),
        OrganizationRole: set(OrganizationRole.objects.filter(user=user).values_list("pk", flat=True)),
    }


def value_of(column: Field, of_theirs: dict[type[Model], set]) -> object:
    """What somebody would send who wants to have it changed."""
    if column.is_relation:
        return next(iter(of_theirs.get(column.related_model, ())), 1)
    if isinstance(column, DateTimeField):
        return "2020-01-01T10:00"
    if isinstance(column, DateField):
        return "2020-01-01"
    if isinstance(column, BooleanField):
        return "on"
    return column.choices[-1][0] if column.choices else "7"


def columns_of(models: Iterable[type[Model]], of_theirs: dict[type[Model], set]) -> dict[str, object]:
    """A value for every column and every relation of the models, by each name that it has."""
    sent = {}
    for each in (column for model in models for column in model._meta.get_fields()):
        value = value_of(each, of_theirs) if each.concrete else 1
        sent |= dict.fromkeys({each.name, getattr(each, "attname", each.name)}, value)
    return sent


def rows() -> dict[tuple[type[Model], object], dict]:
    models = [model for model in apps.get_models() if model._meta.app_label in APPS]
    return {
        (model, row["pk"]): row
        for model in models
        for row in model._base_manager.values("pk", *columns(model))
    }


def columns(model: type[Model]) -> list[str]:
    return [column.attname for column in model._meta.concrete_fields]


def differences(before: dict, after: dict) -> Iterator[str]:
    """What is different, as the table of forms calls it."""
    for model, pk in {**before, **after}:
        old, new = before.get((model, pk)), after.get((model, pk))
        if old and new:
            changed = (name for name in new if old[name] != new[name])
            yield from (f"{model.__name__}.{name.removesuffix('_id')}" for name in changed)
        else:
            yield f"{model.__name__} {'+' if new else '-'}"


@pytest.mark.parametrize("form", OTHER_FORMS, ids=lambda form: form.rest)
def test_form_changes_what_it_is_for_and_nothing_else(form, own, of_theirs, partner):
    desk, before = Desk(User.objects.get(email="owner@example.org"), partner), rows()

    others = columns_of(form.with_all_of, of_theirs)
    desk.send(form.rest.format(**own), others | filled(form.data, own))

    after = rows()
    assert set(differences(before, after)) == form.changes
    assert [row for row in after if row not in before and names_theirs(row, after, of_theirs, form)] == []


def filled(data: dict, own: dict[str, int | str]) -> dict:
    return {name: value.format(**own) if isinstance(value, str) else value for name, value in data.items()}


def names_theirs(row: tuple, after: dict, of_theirs: dict[type[Model], set], form: Form) -> bool:
    """Whether a new row is of the other partner, but for a part in its listing that the form is about."""
    model, _pk = row
    return any(
        after[row][column.attname] in of_theirs.get(column.related_model, ())
        for column in model._meta.concrete_fields
        if column.is_relation and "heidan" not in form.rest
    )


def test_person_who_names_herself_gets_no_right_and_changes_nobody_else(own, of_theirs, partner):
    desk, before = Desk(User.objects.get(email="owner@example.org"), partner), rows()
    named = {"first_name": "Uusi", "last_name": "Nimi", "interface_language": "so"}

    desk.client.post("/fi/account/name/", columns_of((User, OrganizationRole), of_theirs) | named)

    after = rows()
    assert set(differences(before, after)) == {f"User.{name}" for name in named}
    assert [row[1] for row in after if before.get(row) != after[row]] == [desk.user.pk]


def test_checker_changes_one_text_of_one_listing(own, of_theirs, listing, theirs):
    user = UserFactory(email="checker@example.org")
    LanguageChecker.objects.create(user=user, language_code="so")
    client = Client()
    client.force_login(user)
    seen, before = seen_texts(listing, "so"), rows()

    others = columns_of((Service, TranslationState), of_theirs)
    texts = {"seen": seen, "name": "Fiid", "summary": "", "description": ""}
    client.post("/fi/checking/ilta/so/", others | texts)

    after = rows()
    changed = set(differences(before, after))
    in_another_language = {name for name in changed if not name.endswith("_so")}
    assert "Service.name_so" in changed
    assert {name.partition(".")[0] for name in in_another_language} <= {"TranslationState", "Service"}
    assert in_another_language & {f"Service.{name}" for name in columns(Service)} <= OF_A_PUBLIC_VERSION
    assert [row for row in after if row == (Service, theirs.pk) and before[row] != after[row]] == []


def test_every_form_of_the_workspace_is_among_these(own, partner):
    sent = {route for row in WORKSPACE for route in row.routes if row.how["POST"] != {Answer.NOT_ALLOWED}}
    rests = [form.rest.format(**own) for form in OTHER_FORMS] + [f"listings/ilta/{rest}" for rest in FORMS]

    tested = {resolve(f"/fi/workspace/{partner.slug}/{rest}").view_name for rest in rests}

    assert sent - tested - TESTED_ALONE == set()
