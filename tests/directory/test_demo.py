"""The demo: what it says and does not say, and how it is loaded and taken out."""

import math
import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from django.core.management import call_command
from django.db.models import Q, QuerySet
from wagtail.models import Revision

from directory.choices import AreaKind, OrganizationKind, ScheduleDateKind, Standing, TextState
from directory.dates.times import HELSINKI
from directory.imports.demo import load_demo
from directory.imports.demo_files import Entry, read_folder
from directory.imports.removal import remove_everything_of
from directory.models import (
    Area,
    Helpline,
    ImportedRecord,
    Location,
    Network,
    Organization,
    OrganizationPhone,
    Partnership,
    ScheduleDate,
    Service,
    ServicePhone,
    TaxonomyTerm,
)
from directory.sessions import next_sessions
from tests.factories import OrganizationFactory, ServiceFactory
from tests.plugins.demo import LOADED_ON

SENTENCE_END = re.compile(r"[.!?。؟\n]+")
TEXTS = ("name", "summary", "description", "how_to_join", "eligibility", "fees", "first_time", "alert")
pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def entries() -> list[Entry]:
    return read_folder()[0]


def test_no_sentence_stands_in_two_listings(entries):
    listings = defaultdict(set)
    for entry in of_kind(entries, "service"):
        for sentence in sentences(entry):
            listings[sentence].add(entry.id)

    assert len(listings) > 1000
    assert {text: ids for text, ids in listings.items() if len(ids) > 1} == {}


def test_no_organization_is_there_twice(entries):
    names = [entry.values["name"] for entry in of_kind(entries, "organization")]

    assert len(names) > 50
    assert {name for name in names if names.count(name) > 1} == set()


def test_every_entry_can_be_loaded(loaded_demo):
    assert [str(problem) for problem in loaded_demo.problems] == []
    assert loaded_demo.added["service"] == 150
    assert loaded_demo.added["network"] == 4


def test_two_thirds_of_the_listings_are_in_finnish_only(entries):
    listings = of_kind(entries, "service")

    finnish_only = [entry for entry in listings if list(entry.values["name"]) == ["fi"]]

    assert 0.62 <= len(finnish_only) / len(listings) <= 0.71


def test_every_theme_has_listings(loaded_demo):
    themes = TaxonomyTerm.objects.of("topics").filter(parent__isnull=True)

    listed = {theme.code: Service.objects.filter(attributes__term__parent=theme).count() for theme in themes}

    assert len(listed) == 14
    assert min(listed.values()) >= 5, listed


def test_every_district_has_listings(loaded_demo):
    districts = Area.objects.filter(kind=AreaKind.DISTRICT)

    listed = {
        district.slug: Service.objects.filter(service_at_locations__location__area__parent=district).count()
        for district in districts
    }

    assert len(listed) == 8
    assert min(listed.values()) >= 1, listed


def test_postal_codes_are_of_the_district_of_the_neighbourhood(loaded_demo):
    places = Location.objects.select_related("area__parent")

    strange = [place.slug for place in places if place.postal_code not in place.area.parent.postal_codes]

    assert strange == []


def test_of_real_partners_nothing_is_said_but_their_name_and_role(entries, loaded_demo):
    real = [
        entry.id
        for entry in of_kind(entries, "organization")
        if entry.file == "base.toml" and entry.values["kind"] != OrganizationKind.CITY_UNIT
    ]

    partners = Organization.objects.filter(slug__in=real)

    assert partners.count() == len(real) == 17
    assert not partners.exclude(email="").exists()
    assert not partners.exclude(url="").exists()
    assert not OrganizationPhone.objects.filter(organization__in=partners).exists()
    assert not Location.objects.filter(organization__in=partners).exists()
    assert not Service.objects.filter(organization__in=partners).exists()
    assert not Service.objects.filter(roles__organization__in=partners).exists()


def test_nobody_can_be_reached_by_a_number_or_address_of_the_demo(loaded_demo):
    numbers = {
        row.number for model in (ServicePhone, OrganizationPhone, Helpline) for row in model.objects.all()
    }
    addresses = {row.email for model in (Service, Organization, Location) for row in model.objects.all()}

    assert [number for number in numbers if not number.startswith("09 000 ")] == ["112"]
    assert [email for email in addresses - {""} if not email.endswith("example.org")] == []


def test_partners_without_a_business_id_are_vouched_for(loaded_demo):
    city = Organization.objects.get(slug="hki-jarjestokoordinaattori")

    assert not Organization.objects.exclude(standing=Standing.ADMITTED).exists()
    assert Organization.objects.get(slug="samha").vouched_by == city
    assert Organization.objects.get(slug="a-hooyooyinka-bariga").vouched_by.slug == "a-untuvavakka"
    assert Organization.objects.get(slug="hki-etsivat").vouched_by is None
    assert Organization.objects.get(slug="thl").vouched_by is None


def test_listings_are_public_and_their_history_begins_with_one_revision(loaded_demo):
    listings = Service.objects.public(LOADED_ON)

    revisions = Revision.objects.for_instance(listings.first())

    assert listings.count() == 150
    assert Revision.objects.count() == 150
    assert revisions.get() == listings.first().latest_revision == listings.first().live_revision
    assert not listings.filter(has_unpublished_changes=True).exists()


def test_a_revision_of_a_listing_holds_what_is_live(loaded_demo):
    listing = Service.objects.get(slug="a-alle-25-ja-vauva")

    revised = listing.latest_revision.as_object()

    assert revised.description_fi == listing.description_fi
    assert len(revised.schedules.all()) == listing.schedules.count() > 0
    assert {state.language_code for state in revised.translation_states.all()} == {"fi"}


def test_the_first_language_of_a_listing_is_its_original(loaded_demo):
    listings = Service.objects.exclude(original_language="fi").prefetch_related("translation_states")

    states = {listing.original_language: states_of(listing) for listing in listings}

    assert set(states) == {"en", "uk", "tr", "so", "es"}
    assert states["so"] == {"so": TextState.WRITTEN, "fi": TextState.CHECKED}


def test_texts_are_where_their_language_says(entries, loaded_demo):
    entry = next(entry for entry in of_kind(entries, "service") if "zh-hans" in entry.values["name"])

    listing = Service.objects.get(slug=entry.id)

    assert listing.name_zh_hans == entry.values["name"]["zh-hans"]
    assert listing.application_process_zh_hans == entry.values["how_to_join"]["zh-hans"]
    assert not listing.name_ckb


def test_a_listing_can_be_read_in_easy_finnish_and_swedish(loaded_demo, reader):
    for language, name in (("fi", "Apua veloista puhelimessa"), ("sv", "Hjälp med skulder på telefon")):
        assert reader(f"/{language}/services/d-velkahuolten-linja/?easy").texts("h1") == [name]


def test_most_listings_were_confirmed_within_ninety_days(loaded_demo):
    ages = [
        (LOADED_ON - row.assurance.assured_date).days for row in Service.objects.select_related("assurance")
    ]

    recent = [days for days in ages if days < 90]

    assert 0 <= min(ages) <= max(ages) <= 200
    assert 0.6 < len(recent) / len(ages) < 0.95


def test_what_a_listing_asks_of_people_is_always_told(loaded_demo):
    """What an entry leaves out is a no, as its README says."""
    asked = Service.objects.values_list("needs_identity", "needs_client_relation", "needs_home_municipality")

    assert {value for values in asked for value in values} == {True, False}


def test_capacity_expires_thirty_days_after_loading(loaded_demo):
    stated = Service.objects.filter(capacity__isnull=False)

    assert stated.exists()
    assert not stated.exclude(capacity__until=LOADED_ON + timedelta(days=30)).exists()


def test_roles_of_co_providers_are_accepted(loaded_demo):
    listing = Service.objects.filter(roles__isnull=False).first()
    role = listing.roles.first()

    assert role.organization in [row.organization for row in listing.role_acceptances.filter(role=role.role)]
    assert listing in Service.objects.of_organization(role.organization)


def test_places_lie_within_four_hundred_metres_of_the_middle_of_their_area(loaded_demo):
    distances = [metres(place, place.area) for place in Location.objects.select_related("area")]

    assert max(distances) <= 401
    assert len(set(distances)) == len(distances)


def test_a_cancelled_session_is_the_coming_one_with_its_number(entries, loaded_demo):
    loaded_at = datetime.combine(LOADED_ON + timedelta(days=1), datetime.min.time(), HELSINKI)
    numbers = dict(cancelled_numbers(entries))

    for slug, number in numbers.items():
        listing = Service.objects.get(slug=slug)
        coming = next_sessions([listing], loaded_at, 60, with_cancelled=True)[listing.pk]
        (cancelled,) = [session for session in coming if session.is_cancelled]
        same = [session for session in coming if session.schedule_id == cancelled.schedule_id]
        assert same.index(cancelled) == number - 1, slug
        assert cancelled.reasons
    assert len(numbers) == 10


def test_irregular_dates_are_counted_from_the_day_of_loading(loaded_demo):
    extra = ScheduleDate.objects.filter(kind=ScheduleDateKind.EXTRA)

    assert extra.filter(date__gte=LOADED_ON).count() == extra.count() > 50


def test_every_listing_with_sessions_has_a_coming_one(entries, loaded_demo):
    slugs = [entry.id for entry in of_kind(entries, "service") if entry.values.get("session")]
    now = datetime.combine(LOADED_ON, datetime.min.time(), HELSINKI)

    coming = next_sessions(Service.objects.filter(slug__in=slugs), now, 1)

    assert len(coming) == len(slugs) == 135
    assert all(coming.values())


def test_networks_know_who_coordinates_them(loaded_demo):
    hadiya = Network.objects.get(slug="hadiya")
    eastern = Network.objects.get(slug="ita-helsingin-monikulttuurinen-verkosto")

    assert [(m.organization.slug, m.role) for m in hadiya.memberships.all()] == [("ehyt", "coordinator")]
    assert eastern.area.slug == "itainen-suurpiiri"


def test_help_panel_has_a_line_with_hours_and_the_emergency_number(loaded_demo):
    line, emergency = Helpline.objects.all()

    assert (line.opens_at.hour, line.closes_at.hour, line.is_always_open) == (9, 16, False)
    assert (emergency.number, emergency.is_emergency, emergency.is_always_open) == ("112", True, True)
    assert emergency.name_zh_hans
    assert (line.languages, line.has_interpretation) == (["fi", "sv", "en"], True)


def test_what_is_invented_is_marked_on_its_page_and_its_card(loaded_demo, reader):
    listing = Service.objects.get(slug="c-kriisikeittio")

    page = reader(f"/en/services/{listing.slug}/")
    partner = reader(f"/en/organizations/{listing.organization.slug}/")

    assert page.texts(".head .mark")[0] == "Example"
    assert partner.texts(".head .mark")[0] == "Example"
    assert partner.texts(".card .mark").count("Example") == len(partner.all(".card")) > 0
    assert "what is marked as an example is invented" in page.text


@pytest.mark.parametrize("slug", ["familia", "ehyt", "hki-pysakki"])
def test_partner_and_unit_that_the_papers_name_is_not_invented(loaded_demo, reader, slug):
    assert "Example" not in reader(f"/en/organizations/{slug}/").texts(".head .mark")


def test_number_that_is_invented_is_marked_and_the_emergency_number_is_not(loaded_demo, reader):
    numbers = reader("/en/help/").texts(".panel p:has(strong)")

    assert ["· Example" in number for number in numbers] == [True, False]


def test_listing_beside_the_demo_is_not_marked(loaded_demo, reader):
    ServiceFactory(slug="ours")

    page = reader("/en/services/ours/")

    assert page.texts(".head .mark") == ["Language of the text: Finnish"]
    assert "This is a demonstration" in page.text


def test_second_loading_changes_nothing(loaded_demo):
    before = contents()

    report = load_demo(today=LOADED_ON + timedelta(days=1))

    assert not report.added
    assert report.unchanged["service"] == 150
    assert contents() == before


def test_loading_again_leaves_what_people_changed_or_deleted(loaded_demo):
    changed, deleted = Service.objects.order_by("pk")[:2]
    Service.objects.filter(pk=changed.pk).update(is_free=not changed.is_free)
    deleted.delete()

    load_demo(today=LOADED_ON)

    assert Service.objects.get(pk=changed.pk).is_free is not changed.is_free
    assert not Service.objects.filter(slug=deleted.slug).exists()


def test_reset_removes_what_the_demo_made_and_nothing_else(loaded_demo):
    ours = ServiceFactory(organization=OrganizationFactory(slug="ours"))

    call_command("demo", "--reset")

    assert Service.objects.get() == ours
    assert Organization.objects.get().slug == "ours"
    assert not any(model.objects.exists() for model in (Location, Network, Helpline, Revision))
    # What was shipped of the vocabulary is remembered in the same table
    assert not ImportedRecord.objects.exclude(source="vocabulary").exists()
    assert Area.objects.count() == 59


def test_reset_keeps_what_others_use(loaded_demo):
    partner = Organization.objects.get(slug="a-hooyooyinka-bariga")
    ServiceFactory(organization=partner)

    removed, kept = remove_everything_of("demo")

    assert {organization.slug for organization in kept} >= {partner.slug, "a-untuvavakka"}
    assert Organization.objects.filter(slug="d-havunlehti").count() == 0
    assert removed["service"] == 150


def of_kind(entries: list[Entry], kind: str) -> list[Entry]:
    return [entry for entry in entries if entry.kind == kind]


def sentences(entry: Entry) -> Iterator[str]:
    """Every sentence of a listing, of its sessions too, in every language."""
    tables = [entry.values.get(key, {}) for key in TEXTS]
    for session in entry.values.get("session", ()):
        tables += [cancelled["reason"] for cancelled in session.get("cancelled", ())]
    for table in tables:
        for text in table.values():
            yield from filter(None, (part.strip().casefold() for part in SENTENCE_END.split(text)))


def states_of(listing: Service) -> dict[str, str]:
    return {state.language_code: state.state for state in listing.translation_states.all()}


def metres(place: Location, area: Area) -> float:
    north = (place.latitude - area.latitude) * 111_320
    east = (place.longitude - area.longitude) * 111_320 * math.cos(math.radians(area.latitude))
    return math.hypot(north, east)


def cancelled_numbers(entries: list[Entry]) -> Iterator[tuple[str, int]]:
    for entry in of_kind(entries, "service"):
        for session in entry.values.get("session", ()):
            for cancelled in session.get("cancelled", ()):
                yield entry.id, cancelled["number"]


def contents() -> dict:
    """Rows of everything the demo makes, read past the rewriting of translated fields."""
    models = (Organization, Location, Network, Helpline, Service, ScheduleDate, ImportedRecord, Revision)
    return {model: list(QuerySet(model).order_by("pk").values()) for model in models}


def test_partnerships_are_between_invented_partners_and_something_comes_up(entries, loaded_demo):
    real = [entry.id for entry in of_kind(entries, "organization") if entry.values.get("is_real")]
    partnerships = Partnership.objects.all()

    assert partnerships.count() == len(of_kind(entries, "partnership")) == 7
    assert not partnerships.filter(Q(organization__slug__in=real) | Q(unit__slug__in=real)).exists()
    counts = [getattr(partnerships, state)(LOADED_ON).count() for state in ("in_force", "over", "to_come")]
    assert counts == [5, 1, 1]
