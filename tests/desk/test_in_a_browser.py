"""The desk in a browser: no barriers, no broken policy, and nothing that runs out of a narrow screen."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.utils import timezone
from pytest_django.live_server_helper import LiveServer

from audit.models import Entry
from desk.figures.counting import count_figures
from desk.models import Finding, Gap
from desk.residents.demo import make_residents
from directory import actions
from directory.models import Alert, Assurance, Location, Network, Partnership, Service, ServicePhone
from directory.translation_states import Edit
from feedback.models import Feedback
from pages.models import EditorialPage
from search.logbook.demo import make_searches
from tests.cast import TODAY
from tests.factories import UserFactory
from tests.journeys.test_every_page import SIDEWAYS
from tests.plugins.browser import shared_server
from tests.plugins.second_factor import sign_in_by_force

pytestmark = [pytest.mark.browser, pytest.mark.django_db]

#: Fields and buttons that a phone cuts off: the admin's frame does not scroll sideways, it hides them
CUT_OFF = """() => {
  const fields = document.querySelectorAll(".desk :is(input, textarea, select, button):not(.desk-wide *)");
  const width = document.documentElement.clientWidth;
  const cut = [...fields].filter((field) => field.getBoundingClientRect().right > width + 1);
  return cut.map((field) => field.outerHTML.slice(0, 120));
}"""


@pytest.fixture(scope="module")
def demo_server(demo_site) -> Iterator[LiveServer]:
    with shared_server() as server:
        yield server


@pytest.fixture
def site_url(demo_server, db) -> str:
    return demo_server.url


@pytest.fixture
def coordinator(db):
    return UserFactory(email="root@example.org", is_staff=True, is_superuser=True, interface_language="fi")


def _entry_of_a_form(user) -> Entry:
    """A place that was changed by a form: its page in the log has each field before and after."""
    house = Location.objects.exclude(organization=None).first()
    house.transportation_fi, house.is_shared = "Metrolla Itäkeskukseen", not house.is_shared
    actions.keep_place(house, user)
    return Entry.objects.filter(object_type="directory.location").latest("pk")


@pytest.fixture
def addresses(demo_site, coordinator) -> list[str]:
    """Every screen of the desk with something on it."""
    listing = Service.objects.get(slug="a-imetystiistai")
    twin = Service.objects.get(slug="a-karrylenkki")
    feedback = Feedback.objects.create(service=listing, kind="times", language_code="so", words="Waa khalad")
    edited = listing.get_latest_revision_as_object()
    edited.name_fi, edited.minimum_age = "Imetyskeskiviikko", 0
    edited.summary_so = "Hooyooyinka nuujiya"
    edited.phones.add(ServicePhone(number="09 000 7777"))
    revision = actions.keep(edited, listing.latest_revision_id, Edit(user=coordinator))
    actions.submit(listing, revision, coordinator)
    make_searches(TODAY)
    count_figures(TODAY, is_anew=True)
    make_residents(TODAY)
    gap = Gap.objects.create(language_code="so", topic="homework-help", searches=40, listings=0)
    moment = timezone.now()
    alert = Alert.objects.create(text_fi="Lakko", starts_at=moment, ends_at=moment + timedelta(days=1))
    partner = f"/admin/desk/partners/{listing.organization_id}/"
    partnership = Partnership.objects.get(organization__slug="a-untuvavakka")
    network = Network.objects.get(slug="leinikkiverkosto")
    ledger = "/admin/desk/partnerships/"
    quality = "/admin/desk/quality/"
    faults = [
        Finding.objects.create(key="l", kind="link", service=listing, url="https://example.org/" + "x" * 200),
        Finding.objects.create(
            key="d", kind="duplicate", service=listing, twin=twin, details=["name", "text", "place"]
        ),
        Finding.objects.create(
            key="o",
            kind="duplicate",
            organization=listing.organization,
            other_partner=twin.organization,
            details=["name", "way"],
        ),
        Finding.objects.create(
            key="g", kind="link", page=EditorialPage.objects.live().first(), url="https://example.org/x"
        ),
        Finding.objects.create(
            key="p", kind="personal", service=twin, details=["mobile:description_fi", "identity:name_so"]
        ),
    ]
    Assurance.objects.filter(service=twin).update(assured_date=TODAY - timedelta(days=200))
    return [
        *(quality, f"{quality}?kind=stale&area=kallio", f"{quality}stale/{twin.pk}/", "/admin/"),
        *(f"{quality}{fault.kind}/{fault.pk}/" for fault in faults),
        *("/admin/desk/queue/", f"/admin/desk/queue/review/{listing.pk}/"),
        *(f"/admin/desk/queue/wrong/{feedback.pk}/", "/admin/desk/partners/", partner),
        *(f"{partner}merge/?q=a", "/admin/desk/missing/", "/admin/desk/missing/?language=so"),
        *(ledger, f"{ledger}{partnership.pk}/", f"{ledger}new/?q=a", f"{ledger}calendar/"),
        f"{ledger}new/?organization={listing.organization_id}",
        *(
            "/admin/desk/figures/",
            "/admin/desk/figures/sessions/",
            "/admin/desk/figures/searches/?language=so",
            "/admin/desk/figures/residents/",
            "/admin/desk/figures/residents/?language=so",
        ),
        "/admin/desk/figures/report/",
        *("/admin/desk/who/?words=Itis+nuoret+somali", "/admin/desk/languages/?by=area", "/admin/desk/log/"),
        f"/admin/desk/log/{_entry_of_a_form(coordinator).pk}/",
        *("/admin/desk/networks/", f"/admin/desk/networks/{network.pk}/", "/admin/desk/who/?area=kallio"),
        *("/admin/desk/alerts/", f"/admin/desk/alerts/{alert.pk}/", "/fi/", "/ar/"),
        *(f"/fi/missing/{gap.key}/", f"/ar/missing/{gap.key}/"),
    ]


def test_screens_have_no_barriers_wide_or_narrow(new_page, axe, coordinator, site_url, addresses):
    page = new_page(viewport={"width": 1280, "height": 900}, locale="fi-FI", reduced_motion="reduce")
    sign_in_by_force(page, coordinator, site_url)

    found = {}
    for address in addresses:
        page.set_viewport_size({"width": 1280, "height": 900})
        page.goto(address)
        for opened in page.locator("main details").all():
            opened.evaluate("details => details.open = true")
        barriers = axe(page)
        page.set_viewport_size({"width": 320, "height": 740})
        found[address] = [*barriers, *axe(page), *page.evaluate(SIDEWAYS), *page.evaluate(CUT_OFF)]

    assert {address: problems for address, problems in found.items() if problems} == {}
