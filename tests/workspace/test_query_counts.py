"""Every screen of a partner with 500 listings asks the database few times: how often at most, in a table."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import resolve

from directory import actions
from directory.choices import PersonRole, ServiceRoleKind
from directory.models import (
    Assurance,
    EasyLanguageText,
    Location,
    RoleAcceptance,
    Service,
    ServiceCapacity,
    ServiceContact,
    ServicePhone,
    ServicePicture,
    ServiceRole,
    ServiceUrl,
    TranslationState,
)
from feedback.models import Feedback
from readership.models import FoundBy, PageCount
from tests.cast import DAY, TODAY, place, session
from tests.directory import ptv
from tests.directory.lives import keep
from tests.factories import (
    OrganizationFactory,
    ScheduleFactory,
    ServiceAtLocationFactory,
    ServiceAttributeFactory,
    ServiceFactory,
    TaxonomyTermFactory,
)
from tests.isolation.editorial import make_picture
from tests.isolation.routes import all_routes
from tests.workspace.conftest import Desk, worker_for
from workspace.models import KnownLanguages

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("now")]

LANGUAGES = ("en", "so", "ar", "sv", "ru")
A_DOZEN = 12
#: The most queries that a screen may take, by its address after the partner: never more than a dozen
MOST = {
    "": 12,
    "listings/?page=3": 10,
    "listings/new/": 4,
    "listings/full/": 9,
    "listings/returned/": 9,
    "listings/withdrawn/": 9,
    "listings/full/basics/": 6,
    "listings/full/topics/": 7,
    "listings/full/audience/": 6,
    "listings/full/times/": 7,
    "listings/full/times/new/": 7,
    "listings/full/times/0/": 7,
    "listings/full/place/": 10,
    "listings/full/contact/": 6,
    "listings/full/picture/": 8,
    "listings/full/together/": 9,
    "listings/full/languages/": 7,
    "listings/full/languages/so/": 8,
    "listings/full/easy/fi/": 6,
    "listings/full/versions/": 6,
    "listings/full/versions/{version}/": 8,
    "shared/": 6,
    "places/": 4,
    "places/new/": 3,
    "places/talo/": 7,
    "people/": 5,
    "my-languages/": 4,
    "closed/": 4,
    "room/": 6,
    "room/full/": 5,
    "feedback/": 5,
    "feedback/{feedback}/": 4,
    "numbers/": 8,
}
#: Nothing to look at: only sent, or led on from
WITHOUT_A_PAGE = {
    *("chooser", "remove_person", "hand_over", "take_back", "copy", "change", "ask_translation"),
    *("answer_role", "cancel_in_room"),
}


@pytest.fixture
def owner(partner) -> Desk:
    """She works for a second partner too, and knows languages."""
    user = worker_for(partner, "omistaja@example.org", PersonRole.OWNER)
    OrganizationFactory(slug="toinen").person_roles.create(user=user, role=PersonRole.EDITOR)
    KnownLanguages.objects.create(user=user, codes=["so", "ar"])
    return Desk(user, partner)


@pytest.fixture
def house(partner) -> Location:
    return place("malmi", slug="talo", organization=partner, picture=make_picture(), picture_text_fi="Talo")


@pytest.fixture
def many(partner, house) -> list[Service]:
    made = [
        ServiceFactory(organization=partner, slug=slug, name_fi=f"Ryhmä {slug}", channels=["phone"])
        for slug in (*map(str, range(497)), "returned", "withdrawn")
    ]
    for each in made[:20]:
        ScheduleFactory(service=each)
        Assurance.objects.create(service=each, assured_date=TODAY - 300 * DAY)
        Feedback.objects.create(service=each, kind="other", language_code="so")
        PageCount.objects.create(service=each, language_code="so", month=TODAY.replace(day=1), number=9)
    return made


@pytest.fixture
def full(partner, house) -> Service:
    """A listing that tells of everything."""
    other = OrganizationFactory(name_fi="Naapurit")
    full = ServiceFactory(
        organization=partner, slug="full", name_fi="Kaikki", channels=["on_site"], alert_fi="Muutos"
    )
    for location in (house, place("kallio")):
        ServiceAtLocationFactory(service=full, location=location)
        session(full, location, date=TODAY + DAY)
    for _number in range(3):
        ServiceAttributeFactory(service=full, term=TaxonomyTermFactory())
    for language in LANGUAGES:
        TranslationState.objects.create(
            service=full, language_code=language, state="machine", is_outdated=True
        )
    for role in (ServiceRoleKind.CO_PROVIDER, ServiceRoleKind.HOST):
        given = {"service": full, "organization": other, "role": role}
        ServiceRole.objects.create(**given)
        RoleAcceptance.objects.create(**given)
    ServicePhone.objects.create(service=full, number="09 000 1000")
    ServiceContact.objects.create(service=full, email="hei@example.org")
    ServiceUrl.objects.create(service=full, url="https://example.org/")
    ServicePicture.objects.create(service=full, picture=house.picture, text_fi="Talo")
    EasyLanguageText.objects.create(service=full, language_code="fi", name="Kaikki")
    Assurance.objects.create(service=full, assured_date=TODAY - 300 * DAY)
    ServiceCapacity.objects.create(service=full, status="full", until=TODAY + 9 * DAY)
    FoundBy.objects.create(
        service=full, language_code="fi", month=TODAY.replace(day=1), number=9, word="apu", days=3
    )
    return full


def test_every_screen_is_in_the_table(partner):
    ours = {route.name for route in all_routes() if route.name.startswith("workspace:")}
    named = {route_of(partner, rest.format(version=1, feedback=1)) for rest in MOST}

    assert {name.removeprefix("workspace:") for name in ours} == named | WITHOUT_A_PAGE
    assert {rest for rest, most in MOST.items() if most > A_DOZEN} == set()


def route_of(partner, rest: str) -> str:
    return resolve(f"/fi/workspace/{partner.slug}/{rest.partition('?')[0]}").url_name


def test_queries_are_few_at_five_hundred_listings(owner, many, full, coordinator):
    for summary in ("Muutettu", "Taas muutettu"):
        keep(full, owner.user, summary_fi=summary)
    returned, withdrawn = many[-2:]
    edit = keep(returned, owner.user, summary_fi="Muutettu")
    actions.return_to_editor(actions.submit(returned, edit, owner.user), coordinator, "Hinta?")
    keep(withdrawn, owner.user, summary_fi="Muutettu")
    actions.withdraw(withdrawn, owner.user, "Tauko")
    numbers = {"version": full.revisions.earliest("pk").pk, "feedback": Feedback.objects.earliest("pk").pk}

    counted = {rest: queries(owner, rest.format(**numbers)) for rest in MOST}

    assert {rest: count for rest, count in counted.items() if count > MOST[rest]} == {}


def test_queries_are_few_too_for_a_draft_that_was_imported_and_never_saved_here(owner, partner):
    ptv.run(ptv.FOLDER)
    Service.objects.filter(pk=ptv.service(ptv.CLUB).pk).update(organization=partner, slug="full")
    screens = [rest for rest in MOST if rest.startswith("listings/full/") and "{" not in rest]

    counted = {rest: queries(owner, rest) for rest in screens}

    assert {rest: count for rest, count in counted.items() if count > A_DOZEN} == {}


def queries(desk: Desk, rest: str) -> int:
    """Of a screen that was opened before: what the process keeps is asked for once."""
    desk.open(rest)
    with CaptureQueriesContext(connection) as captured:
        desk.open(rest)
    return len(captured)
