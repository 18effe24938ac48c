"""A coordinator tells readers what they have to know today, and takes it off again."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from icalendar import Calendar

from directory.models import Alert, Area, Network
from directory.reading.alerts import MOST_SHOWN
from directory.reading.vocabulary import forget
from search.duties.worker import Worker
from search.models import OutboxEntry
from tests.cast import place, walk_in
from tests.factories import OrganizationFactory, ServiceAttributeFactory, TaxonomyTermFactory
from tests.pages.trees import theme_path
from trays.changes import add_services, make_tray

pytestmark = pytest.mark.django_db

ALERTS, NEW = "/admin/desk/alerts/", "/admin/desk/alerts/new/"
TODAY = {"starts_at": "2026-03-11T08:00", "ends_at": "2026-03-11T20:00"}


@pytest.fixture(autouse=True)
def site(now, search_index):
    search_index.drain()
    return search_index


@pytest.fixture
def listing(site):
    """A café in Malmi, in the north, about children."""
    district = Area.objects.create(slug="north", kind="district", name_fi="Pohjoinen")
    house = place("malmi", slug="talo")
    Area.objects.filter(slug="malmi").update(parent=district)
    theme = TaxonomyTermFactory(code="children", name_fi="Lapset", name_en="Children")
    listing = walk_in(house, organization=OrganizationFactory(slug="naapurit"), name_fi="Perhekahvila")
    ServiceAttributeFactory(service=listing, term=TaxonomyTermFactory(parent=theme))
    Network.objects.create(slug="verkosto", name_fi="Verkosto", area=Area.objects.get(slug="malmi"))
    forget()
    site.drain()
    return listing


def put_on(**fields) -> Alert:
    moment = timezone.now()
    hour = timedelta(hours=1)
    values = {"text_fi": "Lakko tänään", "starts_at": moment - hour, "ends_at": moment + hour}
    return Alert.objects.create(**values | fields)


def banner(address: str) -> list[str]:
    page = BeautifulSoup(Client().get(address).content, "html.parser")
    return [each.get_text(strip=True) for each in page.select(".notice--alert > span")]


def test_coordinator_puts_an_alert_on_every_page_and_ends_it(desk, listing):
    sent = {"text_fi": "Lakko tänään", "text_so": "Maanta waa shaqo joojin", **TODAY}
    pages = ("", "search/", f"services/{listing.slug}/", "organizations/naapurit/", "networks/verkosto/")
    pages += ("places/talo/", "help/", "today/", "privacy/", "tray/")

    answer = desk.post(NEW, sent | {"do": "save"})

    assert answer["Location"] == ALERTS
    seen = {page: banner(f"/so/{page}") for page in pages}
    assert seen == {page: ["Maanta waa shaqo joojin"] for page in pages}
    end = BeautifulSoup(desk.get(ALERTS).content, "html.parser").select_one("form[action$='/end/']")["action"]
    desk.post(end)
    assert {page: banner(f"/so/{page}") for page in pages} == {page: [] for page in pages}
    assert "Over" in desk.get(ALERTS).text


def test_preview_shows_what_each_reader_gets_and_saves_nothing(desk):
    answer = desk.post(NEW, {"text_fi": "Lakko", "text_ar": "إضراب", **TODAY, "do": "preview"})

    page = BeautifulSoup(answer.content, "html.parser")
    shown = {each["lang"]: each["dir"] for each in page.select(".desk-alert")}
    assert shown == {"fi": "ltr", "ar": "rtl"}
    assert len(page.select(".desk-alert")) == 15
    assert len(page.select("dt .desk-kind")) == 13
    assert not Alert.objects.exists()


def test_form_that_was_open_while_somebody_ended_the_alert_does_not_put_it_on_again_in_silence(
    desk, colleague
):
    address = f"{ALERTS}{put_on().pk}/"
    sent = typed(desk.get(address)) | {"text_fi": "Lakko tänään klo 20 asti", "do": "save"}
    other = Client()
    other.force_login(colleague)
    other.post(f"{address}end/")

    told = desk.post(address, sent)

    page = BeautifulSoup(told.content, "html.parser")
    assert "Somebody else has changed this alert meanwhile." in page.select_one("[role=alert]").text
    assert page.select_one("#id_text_fi").text.strip() == "Lakko tänään klo 20 asti"
    assert len(page.select(".desk-changes tbody tr")) == 2
    # A phone shows no heads of columns
    assert [cell["data-label"] for cell in page.select(".desk-changes tbody td")] == ["Now", "Yours"] * 2
    assert banner("/fi/") == []
    desk.post(address, typed(told) | {"do": "save"})
    assert banner("/fi/") == ["Lakko tänään klo 20 asti"]


def typed(page) -> dict[str, str]:
    """What a browser would send of its form as it stands: an alert for everybody."""
    form = BeautifulSoup(page.content, "html.parser").select_one("main form")
    values = {field["name"]: field.get("value", "") for field in form.select("input")}
    return values | {field["name"]: field.text.strip() for field in form.select("textarea")}


@pytest.mark.parametrize(
    "wrong",
    [
        {"text_fi": ""},
        {"text_fi": "x" * 301},
        {"ends_at": "2026-03-11T08:00"},
        {"starts_at": "2026-03-10T08:00", "ends_at": "2026-03-10T09:00"},
        {"starts_at": "tomorrow"},
        {"ends_at": "99999-01-01T00:00"},
        {"ends_at": "9999-12-31T23:59"},
        {"starts_at": "0001-01-01T00:00"},
        {"area": "nowhere"},
        {"theme": "nothing"},
        {"language_code": "xx"},
    ],
)
def test_alert_that_cannot_be_is_sent_back_in_words(desk, wrong):
    answer = desk.post(NEW, {"text_fi": "Lakko", **TODAY, "do": "save"} | wrong)

    assert answer.status_code == 200
    assert BeautifulSoup(answer.content, "html.parser").select_one(".error-message").text
    assert not Alert.objects.exists()


def test_button_that_is_pressed_twice_puts_one_alert_on(desk, colleague):
    sent = {"text_fi": "Lakko tänään", **TODAY, "do": "save"}
    other = Client()
    other.force_login(colleague)

    answers = [desk.post(NEW, sent), desk.post(NEW, sent), other.post(NEW, sent)]
    desk.post(NEW, sent | {"text_so": "Maanta waa shaqo joojin"})

    assert [answer.status_code for answer in answers] == [302] * 3
    assert sorted(Alert.objects.values_list("text_so", flat=True)) == ["", "Maanta waa shaqo joojin"]


def test_alert_of_an_area_is_on_pages_of_what_is_there_alone(listing):
    put_on(area=Area.objects.get(slug="north"))
    elsewhere = walk_in(place("kallio", slug="muualla"), organization=OrganizationFactory(slug="toinen"))

    there = [f"services/{listing.slug}/", "organizations/naapurit/", "networks/verkosto/", "places/talo/"]
    there += ["search/?area=malmi", "search/?area=north"]
    others = ["", "search/", "search/?area=kallio", f"services/{elsewhere.slug}/", "places/muualla/", "help/"]

    assert {page: banner(f"/fi/{page}") for page in there} == {page: ["Lakko tänään"] for page in there}
    assert {page: banner(f"/fi/{page}") for page in others} == {page: [] for page in others}


def test_alert_of_a_theme_and_a_language_is_for_readers_of_both(listing):
    theme = listing.attributes.get().term.parent
    topic = listing.attributes.get().term.code
    put_on(text_so="Maanta waa shaqo joojin", theme=theme, language_code="so")
    path = theme_path(theme="children")

    there = [f"services/{listing.slug}/", "search/?theme=children", f"search/?topic={topic}"]

    assert [banner(f"/so/{page}") for page in there] == [["Maanta waa shaqo joojin"]] * 3
    assert banner(f"/so{path.url[3:]}") == ["Maanta waa shaqo joojin"]
    assert [banner(f"/fi/{page}") for page in there] == [[]] * 3
    assert banner("/so/search/?theme=none") == banner("/so/") == []


def test_text_in_another_language_is_marked_as_what_it_is(listing):
    put_on(text_fi="", text_ar="حر & 30°")

    said = BeautifulSoup(Client().get("/so/").content, "html.parser").select_one(".notice--alert span")

    assert (said.span["lang"], said.span["dir"]) == ("ar", "rtl")
    assert said.span.text == "حر & 30°"
    assert said.small.text


def test_alert_comes_and_goes_by_the_clock_although_nobody_does_anything(time_machine_now, listing):
    put_on(starts_at=timezone.now() + timedelta(hours=1), ends_at=timezone.now() + timedelta(hours=2))

    before = banner("/fi/")
    time_machine_now.shift(3600)
    meanwhile = banner("/fi/")
    time_machine_now.shift(3600)

    assert (before, meanwhile, banner("/fi/")) == ([], ["Lakko tänään"], [])


def test_alerts_that_began_last_are_shown_where_there_are_too_many(listing):
    for number in range(MOST_SHOWN + 1):
        put_on(text_fi=f"Tiedote {number}", starts_at=timezone.now() - timedelta(minutes=50 - number))

    assert banner("/fi/") == ["Tiedote 3", "Tiedote 2", "Tiedote 1"]


def test_process_that_did_not_save_it_follows_within_a_second(time_machine_now, listing):
    alert = put_on()
    assert banner("/fi/") == ["Lakko tänään"]

    # No signal is sent: as if another process had done it
    Alert.objects.filter(pk=alert.pk).update(ends_at=timezone.now())
    time_machine_now.shift(0.9)

    assert banner("/fi/") == []


def test_pages_that_a_proxy_keeps_are_thrown_away_with_it(site, settings, tmp_path, listing):
    worker, kept = Worker(site.engine), tmp_path / "page"
    settings.PAGE_CACHE_FOLDER = str(tmp_path)
    kept.touch()

    put_on()
    worker.run_once()

    assert not kept.exists()
    assert OutboxEntry.objects.filter(kind="alert").exists()


def test_page_without_an_alert_has_not_a_byte_of_it_and_asks_nothing(listing):
    client, address = Client(), f"/so/services/{listing.slug}/"
    client.get(address)
    before = client.get(address).content
    put_on(area=Area.objects.create(slug="far", kind="district", name_fi="Kaukana"))
    client.get(address)

    with CaptureQueriesContext(connection) as queries:
        other = client.get(address).content

    assert other == before
    assert len(queries) <= 12


def test_alert_is_in_a_tray_and_its_calendar(listing):
    put_on(area=Area.objects.get(slug="malmi"))
    put_on(area=Area.objects.create(slug="far", kind="district", name_fi="Kaukana"), text_fi="Muualla")
    put_on(
        text_fi="Huomenna",
        starts_at=timezone.now() + timedelta(days=1),
        ends_at=timezone.now() + timedelta(days=2),
    )
    own = make_tray("fi")
    add_services(own.tray, [listing.pk], "fi")
    address = f"/fi/t/{own.reading_key}/"

    calendar = Calendar.from_ical(Client().get(f"{address}calendar.ics").content)

    assert banner(address) == ["Lakko tänään"]
    names = [str(event["summary"]) for event in calendar.walk("vevent")]
    assert {"Lakko tänään", "Huomenna"} <= set(names)
    assert "Muualla" not in names


def test_list_costs_the_same_for_many(desk, listing):
    def queries() -> int:
        desk.get(ALERTS)
        with CaptureQueriesContext(connection) as found:
            assert desk.get(ALERTS).status_code == 200
        return len(found)

    put_on(area=Area.objects.get(slug="malmi"), theme=listing.attributes.get().term.parent)
    few = queries()
    for _ in range(20):
        put_on(area=Area.objects.get(slug="malmi"), theme=listing.attributes.get().term.parent)

    assert queries() == few <= 20
