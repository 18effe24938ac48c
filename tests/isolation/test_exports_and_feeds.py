"""Files and feeds: whoever may not take one gets no word of it, and none says more than it is for."""

import re
from io import BytesIO
from zipfile import ZipFile, is_zipfile

import pytest
from django.contrib.auth.models import Group
from django.http import HttpResponse
from django.urls import reverse

from desk.ledger.calendar import make_address, revoke_address
from directory.models import ServiceAtLocation
from directory.moderation import COORDINATORS
from tests.cast import session
from tests.isolation.asking import Answer, Asker, undone
from tests.isolation.people import Person
from tests.isolation.routes import addresses, all_routes
from tests.isolation.table import TABLE
from tests.isolation.traces import Traces
from tests.isolation.words import PUBLIC, SECRET, word_of
from tests.isolation.world import World
from trays.models import TrayItem

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quiet")]

#: Of what was done to them, and by whom: coordinators read the same on the page
NAMES_IN_THE_LOG = {
    *("draft listing", "waiting edit", "returned edit", "withdrawn listing"),
    *("listing that is over", "listing that expired", "listing that begins later"),
    *("suspended organisation", "listing of a suspended one", "e-mail of an owner"),
}
#: What each is for: all that it says of the world's secrets
EXPORTS: dict[str, set[str]] = {
    "desk_partnership_table": {"note of a partnership", "document of a partnership"},
    "desk_mailing_list": {"address on a mailing list"},
    "desk_report_csv": set(),
    "desk_report_sheet": set(),
    "desk_figure_csv": set(),
    "desk_figure_sheet": set(),
    "desk_residents_sheet": set(),
    "desk_log_table": NAMES_IN_THE_LOG,
    "partnership_calendar": set(),
    # Whoever subscribes to it is told of an alert before its day
    "tray_calendar": {"title of a tray", "alert that is planned"},
    "sitemap": set(),
    "sitemap_section": set(),
}
#: No file's name is in the address
UNNAMED = {"desk_mailing_list"}
A_FILE = re.compile(r"\.(csv|xlsx|ics|xml|rss|atom|json|zip)\$?$")
ROWS = {route: row for row in TABLE for route in row.routes}
#: The lists of Wagtail's admin that give themselves as a file
LISTS = re.compile(r"wagtailadmin_reports:|:list$|wagtailusers_users:index$")
NOTHING: set[str] = set()


def words_in(response: HttpResponse) -> set[str]:
    """The places of the world that a file has words of, whatever it is packed in."""
    body = b"".join(response.streaming_content) if response.streaming else response.content
    if is_zipfile(BytesIO(body)):
        packed = ZipFile(BytesIO(body))
        body = b"\n".join(packed.read(name) for name in packed.namelist())
    # A line of a calendar goes on in the next one (RFC 5545, 3.1)
    text = re.sub(r"\r?\n[ \t]", "", body.decode(errors="ignore"))
    return {place for place in PUBLIC + SECRET if word_of(place) in text}


class ReadingAsker(Asker):
    """One whose answers are read to the end by whoever asked, also where they come in parts."""

    def request(self, **request) -> HttpResponse:
        return self.handler(self._base_environ(**request))


def of_exports(world: World) -> dict[str, str]:
    return {route.name: address for route, address in addresses(world) if route.name in EXPORTS}


def take(asker: Asker, route: str, address: str) -> HttpResponse:
    is_sent = Answer.PAGE in ROWS[route].how["POST"] and Answer.PAGE not in ROWS[route].how["GET"]
    return asker.ask(address, "POST" if is_sent else "GET").response


def test_every_file_and_feed_is_among_these():
    assert {route.name for route in all_routes() if A_FILE.search(route.pattern)} | UNNAMED == EXPORTS.keys()


@pytest.mark.parametrize("person", Person)
def test_whoever_may_not_take_a_file_gets_no_word_of_it_and_leaves_no_trace(person, world):
    asker, before = ReadingAsker(world.people.get(person)), Traces.take()
    refused = {
        route: take(asker, route, address)
        for route, address in of_exports(world).items()
        if person not in ROWS[route].who
    }

    assert {route for route, response in refused.items() if response.status_code == 200} == NOTHING
    assert {route: words for route, response in refused.items() if (words := words_in(response))} == {}
    assert Traces.take().changed(before) == set()


@pytest.mark.parametrize("route", EXPORTS)
def test_file_says_what_it_is_for_and_nothing_else_that_is_secret(route, world):
    who = ROWS[route].who
    asker = ReadingAsker(world.people.get(Person.COORDINATOR if Person.COORDINATOR in who else who[0]))

    with undone():
        response = take(asker, route, of_exports(world)[route])
        said = words_in(response)

    assert response.status_code == 200
    assert said & set(SECRET) == EXPORTS[route]


def test_words_are_found_in_every_kind_of_file(world):
    asker, files = ReadingAsker(world.people[Person.COORDINATOR]), of_exports(world)

    with undone():
        said = {route: words_in(take(asker, route, address)) for route, address in files.items()}

    assert "organisation" in said["desk_partnership_table"]
    assert "organisation" in said["partnership_calendar"]
    assert {"live listing", "address"} <= said["tray_calendar"]
    assert "live listing" in said["desk_log_table"] | said["sitemap_section"]


def test_calendar_of_a_tray_tells_nothing_that_is_not_public(world):
    """Whatever was public when it was put in, and at whatever place it meets."""
    hidden = (world.draft, world.withdrawn, world.waiting)
    address = reverse("tray_calendar", args=[world.tray.reading_key])

    with undone():
        for number, listing in enumerate(hidden, 10):
            TrayItem.objects.create(tray=world.tray.tray, service=listing, sort_order=number)
            ServiceAtLocation.objects.create(service=listing, location=world.hidden_place)
            session(listing, world.hidden_place)
        said = words_in(ReadingAsker().ask(address).response)

    assert {"live listing", "public version"} <= said
    assert said & set(SECRET) == EXPORTS["tray_calendar"]


def test_secret_calendar_of_the_desk_opens_with_its_key_as_long_as_the_person_keeps_the_ledger(world):
    person, asker = world.people[Person.COORDINATOR], ReadingAsker()

    def opened(key: str) -> tuple[int, bool]:
        response = asker.ask(reverse("partnership_calendar", args=[key])).response
        return response.status_code, "organisation" in words_in(response)

    with undone():
        row, _dash, secret = (key := make_address(person)).partition("-")
        of_partner = make_address(world.people[Person.OWNER])
        right = opened(key)
        wrong = [opened(each) for each in (f"{row}-{secret[::-1]}", secret, f"0-{secret}", of_partner)]
        person.groups.remove(Group.objects.get(name=COORDINATORS))
        after_her_time = opened(key)
        person.groups.add(Group.objects.get(name=COORDINATORS))
        again = opened(key)
        revoke_address(person)
        revoked = opened(key)

    assert right == again == (200, True)
    assert [*wrong, after_her_time, revoked] == [(404, False)] * 6


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
@pytest.mark.parametrize("person", [Person.OWNER, Person.EDITOR, Person.CHECKER, Person.CONTENT])
def test_lists_of_the_admin_give_no_listing_and_no_person_away_as_a_file(person, kind, world):
    asker = ReadingAsker(world.people[person])
    lists = {route.name: address for route, address in addresses(world) if LISTS.search(route.name)}

    with undone():
        said = {
            name: words_in(asker.ask(f"{address}?export={kind}").response) for name, address in lists.items()
        }

    of_pages = {"page", "draft page", "waiting edit of a page", "page taken back", "publisher"}
    assert {name: words - of_pages for name, words in said.items() if words - of_pages} == {}
    assert any(said.values()) is (person is Person.CONTENT)
