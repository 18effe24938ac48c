"""The workspace on a phone: no barrier in any direction, without scripts, with a lost connection."""

from collections.abc import Iterator

import pytest
from django.db import connection
from playwright.sync_api import expect
from pytest_django.live_server_helper import LiveServer

from directory.choices import PersonRole, ServiceRoleKind
from directory.models import LanguageChecker, OrganizationRole, Service, ServiceRole
from feedback.models import Feedback
from tests.directory.lives import hosted, keep, latest, published
from tests.factories import LocationFactory, TaxonomyTermFactory
from tests.plugins.browser import shared_server
from tests.workspace.conftest import worker_for

pytestmark = [pytest.mark.browser, pytest.mark.django_db]

PHONE = {"width": 320, "height": 700}
PAGES = (
    *("", "listings/", "listings/new/", "places/", "places/new/", "places/talo/", "my-languages/"),
    *("listings/ilta/", "listings/ilta/basics/", "listings/ilta/topics/", "listings/ilta/audience/"),
    *("listings/ilta/times/", "listings/ilta/times/0/", "listings/ilta/place/", "listings/ilta/contact/"),
    *("listings/ilta/languages/", "listings/ilta/languages/so/", "listings/ilta/picture/"),
    *("listings/ilta/together/", "listings/ilta/versions/", "listings/ilta/versions/{version}/", "shared/"),
    *("listings/ilta/times/new/", "listings/ilta/easy/fi/", "people/", "closed/", "room/", "room/ilta/"),
    *("feedback/", "feedback/{feedback}/", "numbers/"),
)
#: A form each, and what is chosen in it before it is sent with nothing written
WRONG = {
    "places/new/": "",
    "people/": "",
    "closed/": "[name=which][value=some]",
    "feedback/{feedback}/": "",
    "listings/new/": "",
    "listings/ilta/basics/": "",
    "listings/ilta/times/new/": "[name=rhythm][value=weekly]",
    "listings/ilta/picture/": "",
}
#: Whatever was typed or chosen before: what is required is missing
EMPTIED = """
const typed = ":is([type=text], [type=email], [type=date], textarea)";
for (const field of document.querySelectorAll(`main form.form ${typed}`))
  field.value = field.id === "id_text" ? "…" : "";
"""
#: Of whoever checks languages, and of anybody who signs in
OTHERS = ("/{}/checking/", "/{}/checking/ilta/so/", "/{}/account/name/")


@pytest.fixture(scope="module")
def server(django_db_setup, django_db_blocker) -> Iterator[LiveServer]:
    with django_db_blocker.unblock():
        connection.ensure_connection()
    with shared_server() as server:
        yield server


@pytest.fixture
def site_url(server, db) -> str:
    return server.url


@pytest.fixture
def listing(partner, coordinator) -> Service:
    LocationFactory(slug="talo", organization=partner, name_fi="Talo", street_address="Katu 1")
    texts = {"name_fi": "Velkailta", "summary_fi": "Apua laskuihin", "name_so": "Fiidka deymaha"}
    return published(coordinator, organization=partner, slug="ilta", entry="walk_in", **texts)


@pytest.fixture
def shared(desk, listing, coordinator) -> dict[str, int]:
    """A part that the partner is asked about, a session of others in its room, and a language to check.

    The numbers are those of addresses.
    """
    OrganizationRole.objects.filter(user=desk.user).update(role=PersonRole.OWNER)
    worker_for(desk.partner, "colleague@example.org")
    feedback = Feedback.objects.create(service=listing, kind="other", language_code="fi", words="Kiitos")
    room = LocationFactory(organization=desk.partner, name_fi="Sali")
    group = hosted(coordinator, desk.partner, room)
    ServiceRole.objects.create(service=group, organization=desk.partner, role=ServiceRoleKind.CO_PROVIDER)
    LanguageChecker.objects.create(user=desk.user, language_code="so")
    keep(listing, desk.user, summary_fi="Apua veloissa")
    return {"feedback": feedback.pk, "version": listing.revisions.earliest("pk").pk}


@pytest.fixture
def signed_in(new_page, desk, site_url):
    """A page of the signed-in editor; options are those of a browser's context."""

    def open_page(**options):
        page = new_page(viewport=PHONE, locale="fi-FI", timezone_id="Europe/Helsinki", **options)
        session = desk.client.cookies["sessionid"].value
        page.context.add_cookies([{"name": "sessionid", "value": session, "url": site_url}])
        return page

    return open_page


def wide(page, *sizes: str) -> list[int]:
    """How wide the page is with letters of each size, where that is wider than the phone."""
    widths = []
    for size in sizes:
        page.evaluate("size => { document.documentElement.style.fontSize = size }", size)
        widths.append(page.evaluate("document.documentElement.scrollWidth"))
    return [width for width in widths if width > PHONE["width"]]


@pytest.mark.parametrize("language", ["fi", "ar", "so"])
def test_no_page_has_a_barrier_or_scrolls_sideways_at_320_pixels(
    signed_in, desk, listing, shared, axe, language
):
    page, problems = signed_in(), {}
    addresses = [desk.address(rest.format(**shared), language) for rest in PAGES]

    for rest in [*addresses, *(address.format(language) for address in OTHERS)]:
        page.goto(rest)
        sizes = ("", "200%") if rest in addresses else ("",)
        found, widths = axe(page), wide(page, *sizes)
        if found or widths:
            problems[rest] = (found, widths)

    assert problems == {}


@pytest.mark.parametrize("language", ["ar", "so"])
def test_no_form_with_errors_has_a_barrier_or_scrolls_sideways(
    signed_in, desk, listing, shared, axe, language
):
    page, problems = signed_in(), {}

    for rest, choice in WRONG.items():
        page.goto(desk.address(rest.format(**shared), language))
        if choice:
            page.check(choice)
        page.evaluate(EMPTIED)
        with page.expect_navigation():
            page.evaluate("document.querySelector('main form.form').requestSubmit()")
        said = page.locator("[role=alert]").count()
        found, widths = axe(page), wide(page, "", "200%")
        if said != 1 or found or widths:
            problems[rest] = (said, found, widths)

    assert problems == {}


@pytest.mark.parametrize("language", ["ar", "so"])
def test_keys_alone_lead_to_what_was_said_and_from_there_to_the_field(signed_in, desk, listing, language):
    page = signed_in()
    page.goto(desk.address("places/new/", language))

    page.locator("#id_name").press("Enter")
    expect(page.locator("[role=alert]")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#id_name")).to_be_focused()
    page.keyboard.type("Guri")
    page.keyboard.press("Enter")

    page.wait_for_url("**/places/**")
    expect(page.locator("[role=status]").first).to_be_focused()


@pytest.mark.parametrize(
    ("where", "words"), [("places/new/", "picture_text"), ("listings/ilta/picture/", "text")]
)
def test_picture_is_chosen_by_keys_alone(signed_in, desk, listing, where, words):
    page = signed_in()
    # From the beginning: the browser is told of it by another way than of keys, and may hear it after them
    page.on("filechooser", lambda _chooser: None)
    page.goto(desk.address(where))
    if where == "places/new/":
        page.fill("#id_name", "Talo")
    page.fill(f"#id_{words}", "Talo")
    page.locator(f"#id_{words}").press("Enter")
    expect(page.locator("[role=alert]")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#id_picture")).to_be_focused()

    with page.expect_file_chooser() as chooser:
        page.keyboard.press("Enter")

    assert chooser.value.element.get_attribute("id") == "id_picture"


def test_errors_and_both_versions_have_no_barrier(signed_in, desk, listing, axe):
    page = signed_in()
    page.goto(desk.address("listings/ilta/basics/"))
    page.fill("#id_name", "")
    page.click("button[name=save]")
    expect(page.locator("#id_name_error")).to_be_visible()
    at_fields = axe(page)

    page.goto(desk.address("listings/ilta/basics/"))
    opened = Service.objects.get().latest_revision_id
    desk.send("listings/ilta/basics/", {"revision": opened, "name": "Heidän", "kind": "service"})
    page.fill("#id_name", "Minun")
    page.click("button[name=save]")
    expect(page.locator(".versus").first).to_be_visible()

    assert at_fields == []
    # The other field of the section differs too: it was emptied
    assert axe(page) == []


def test_new_listing_is_told_and_sent_without_scripts(signed_in, desk, partner):
    LocationFactory(name_fi="Perhekeskus", is_family_centre=True)
    TaxonomyTermFactory(name_fi="Velat", parent=TaxonomyTermFactory(code="money"))
    page = signed_in(java_script_enabled=False)

    page.goto(desk.address("listings/"))
    page.locator("a[href$='listings/new/']").click()
    page.fill("#id_name", "Velkailta")
    page.fill("#id_description", "Katsomme laskut yhdessä.")
    page.locator("main button.btn").last.click()
    page.fill("#id_q", "velat")
    page.click("button[name=find]")
    page.check("text=Velat")
    page.click("button[name=save]")
    page.check("input[name=languages][value=so]")
    page.click("button[name=save]")
    page.locator("a[href$='times/new/']").click()
    page.check("input[name=weekdays][value='1']")
    page.fill("#id_opens_at", "17")
    page.fill("#id_closes_at", "19.30")
    page.click("button[name=save]")
    page.locator("a[href$='/place/'].btn").click()
    page.check("input[name=channels][value=on_site]")
    page.click("button[name=find]")
    page.check("text=Perhekeskus")
    page.click("button[name=save]")
    page.check("input[name=entry][value=walk_in]")
    page.click("button[name=save]")
    with page.expect_navigation():
        page.locator("form[action$='do/send/'] button").click()

    told = latest(Service.objects.get())
    assert (told.name_fi, told.languages, told.entry) == ("Velkailta", ["so"], "walk_in")
    assert len(told.schedules.all()) == len(told.service_at_locations.all()) == 1
    assert Service.objects.get().workflow_in_progress


def test_what_was_typed_survives_a_lost_connection(signed_in, desk, listing):
    page = signed_in()
    page.goto(desk.address("listings/ilta/basics/"))
    page.fill("#id_summary", "Apua kaikkiin laskuihin")
    page.context.set_offline(True)
    page.click("button[name=save]", no_wait_after=True)
    page.wait_for_timeout(500)
    page.context.set_offline(False)

    page.goto(desk.address("listings/ilta/basics/"))

    assert page.input_value("#id_summary") == "Apua kaikkiin laskuihin"
    assert latest(listing).summary_fi == "Apua laskuihin"


def test_what_was_typed_survives_an_error_and_an_expired_sign_in_and_is_given_back(signed_in, desk, listing):
    page, form = signed_in(), desk.address("listings/ilta/basics/")
    page.goto(form)
    page.fill("#id_summary", "Apua kaikkiin laskuihin")
    page.route(f"**{form}", lambda route: route.fulfill(status=500, body="Error"))
    page.click("button[name=save]")
    page.unroute(f"**{form}")
    page.goto(desk.address())
    page.goto(form)
    after_error = page.input_value("#id_summary")
    cookies = page.context.cookies()
    page.context.clear_cookies(name="sessionid")
    page.click("button[name=save]")
    page.wait_for_url("**/sign-in/**")
    page.context.add_cookies(cookies)
    page.goto(form)

    expect(page.locator("[data-back]")).to_be_visible()
    assert after_error == page.input_value("#id_summary") == "Apua kaikkiin laskuihin"
    page.click("[data-discard]")
    expect(page.locator("#id_summary")).to_have_value("Apua laskuihin")
    expect(page.locator("[data-back]")).to_be_hidden()


def test_nothing_typed_is_left_for_the_next_person_at_the_machine(signed_in, desk, stranger_desk, site_url):
    page = signed_in()
    page.goto(desk.address("listings/new/"))
    page.fill("#id_name", "Minun")
    page.goto(desk.address())
    kept = page.evaluate("localStorage.length")
    session = stranger_desk.client.cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": session, "url": site_url}])
    page.goto(stranger_desk.address("listings/new/"))
    of_stranger = page.evaluate("localStorage.length")
    page.fill("#id_name", "Toisen")
    expect(page.locator("[data-saved]")).to_be_visible()
    page.click("[data-leaves] button")
    page.wait_for_url("**/fi/")

    assert (kept, of_stranger, page.evaluate("localStorage.length")) == (1, 0, 0)


def test_what_was_saved_is_forgotten_on_the_device(signed_in, desk, listing):
    page = signed_in()
    page.goto(desk.address("listings/ilta/times/new/"))
    page.fill("#id_opens_at", "17")
    page.fill("#id_closes_at", "18")
    page.check("input[name=weekdays][value='1']")
    page.click("button[name=save]")
    page.wait_for_url("**/times/")

    page.goto(desk.address("listings/ilta/times/new/"))

    assert page.input_value("#id_opens_at") == ""
    assert page.evaluate("localStorage.length") == 0


def test_what_somebody_saved_meanwhile_is_not_typed_over(signed_in, desk, listing):
    page = signed_in()
    page.goto(desk.address("listings/ilta/basics/"))
    page.fill("#id_summary", "Minun")
    page.goto(desk.address())
    opened = Service.objects.get().latest_revision_id
    sent = {"revision": opened, "name": "Velkailta", "summary": "Heidän", "kind": "service"}
    desk.send("listings/ilta/basics/", sent)

    page.goto(desk.address("listings/ilta/basics/"))

    assert page.input_value("#id_summary") == "Heidän"


@pytest.mark.parametrize("has_scripts", [True, False])
def test_what_single_dates_do_not_ask_for_is_hidden(signed_in, desk, listing, has_scripts):
    page = signed_in(java_script_enabled=has_scripts)
    page.goto(desk.address("listings/ilta/times/new/"))
    repeating = page.locator("[name=weekdays], [name=first], [name=until], [name=skips_holidays]")
    expect(repeating.first).to_be_visible()

    page.check("[name=rhythm][value=dates]")

    assert [each.is_visible() for each in repeating.all()] == [False] * 10
    assert page.locator("#id_opens_at").is_visible()


@pytest.mark.parametrize(
    ("where", "choice", "field"),
    [
        ("listings/ilta/times/new/", "[name=rhythm][value=dates]", "[name=date_0]"),
        ("closed/", "[name=which][value=some]", "[name=listings]"),
    ],
)
def test_fields_of_a_choice_are_seen_once_it_is_made(signed_in, desk, listing, where, choice, field):
    page = signed_in()
    page.goto(desk.address(where))
    expect(page.locator(field)).to_be_hidden()

    page.check(choice)

    expect(page.locator(field)).to_be_visible()
