"""A partner says when it is closed and whether there is room, reads feedback and numbers: only its own."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from directory import actions
from directory.freshness import Closing
from directory.models import Service, ServiceCapacity
from feedback.models import Feedback
from readership.models import PageCount
from tests.cast import DAY, TODAY
from tests.directory.lives import draft, keep, published
from tests.factories import ServiceFactory
from tests.plugins.pages import Page

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("now")]

SUMMER = {"first": "2026-06-22", "last": "2026-08-11"}
CLOSED = Closing(datetime.date(2026, 6, 22), datetime.date(2026, 8, 11))


@pytest.fixture
def listings(now, desk):
    return [
        ServiceFactory(organization=desk.partner, slug=slug, name_fi=name)
        for slug, name in (("kahvila", "Perhekahvila"), ("kerho", "Läksykerho"), ("apu", "Neuvonta"))
    ]


@pytest.fixture
def theirs(stranger_desk):
    """A listing of another partner."""
    return ServiceFactory(organization=stranger_desk.partner, slug="muiden", name_fi="Muiden oma")


def closings() -> dict[str, Closing]:
    return {each.slug: each.closing for each in Service.objects.exclude(closed_from=None)}


def test_all_listings_are_closed_in_one_step_and_opened_in_another(desk, listings, theirs):
    desk.send("closed/", {"which": "all", **SUMMER})
    assert closings() == dict.fromkeys(("kahvila", "kerho", "apu"), CLOSED)

    desk.send("closed/", {"open": "kerho"})
    assert closings().keys() == {"kahvila", "apu"}

    desk.send("closed/", {"open": "all"})
    assert closings() == {}


def test_draft_and_withdrawn_are_not_closed_with_all_and_what_waits_is(desk, listings, coordinator):
    of_partner = {"organization": desk.partner}
    ServiceFactory(**of_partner, slug="luonnos", live=False)
    over = ServiceFactory(**of_partner, slug="mennyt", valid_until=TODAY - DAY)
    actions.withdraw(published(coordinator, **of_partner, slug="poissa"), desk.user, "Tauko")
    waiting = draft(**of_partner, slug="odottava", channels=["phone"], entry="walk_in")
    actions.submit(waiting, keep(waiting, desk.user), desk.user)

    offered = [box["value"] for box in desk.open("closed/").all("[name=listings]")]
    desk.send("closed/", {"which": "all", **SUMMER})

    shown = {"kahvila", "kerho", "apu", "odottava"}
    assert set(offered) == closings().keys() == shown
    assert over.slug not in closings()


def test_some_listings_are_closed_until_further_notice(desk, listings):
    desk.send("closed/", {"which": "some", "listings": ["kerho"], "first": "2026-03-11", "last": ""})

    assert closings() == {"kerho": Closing(TODAY)}
    assert desk.open("closed/", language="en").texts(".todo strong") == ["Läksykerho"]


def test_families_read_when_it_is_back(desk, listings, reader):
    desk.send("closed/", {"which": "all", "first": "2026-03-01", "last": "2026-03-31"})

    assert "Closed, back on 1 April 2026" in reader("/en/services/kahvila/").texts(".head .mark")


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"first": ""}, "first"),
        ({"first": "kesä"}, "first"),
        ({"first": "2025-07-01"}, "first"),
        ({"first": "2026-08-12"}, "last"),
        ({"first": "2026-01-01", "last": "2026-03-10"}, "last"),
        ({"last": "2226-08-11"}, "last"),
        ({"which": "some"}, "listings"),
        ({"which": "some", "listings": ["muiden"]}, "listings"),
    ],
)
def test_error_stands_at_its_field_and_closes_nothing(desk, listings, theirs, values, field):
    page = desk.send("closed/", {"which": "all", **SUMMER, **values}, status=200)

    assert len(page.texts(".field__error")) == 1
    assert page.all(f"#id_{field}_error, #{field}-error")
    assert [each["href"] for each in page.all("[role=alert][autofocus] a")] == [f"#id_{field}"]
    assert page.all(f"#id_{field}")
    assert closings() == {}


def test_listing_of_another_partner_is_opened_by_nobody_else(desk, listings, theirs):
    Service.objects.filter(pk=theirs.pk).update(closed_from=TODAY)

    desk.send("closed/", {"open": "muiden"})
    desk.send("closed/", {"open": "all"})

    assert closings() == {"muiden": Closing(TODAY)}


def test_room_is_said_in_two_taps_and_ends_by_the_clock(desk, listings):
    (address,) = [
        tag["href"] for tag in desk.open("room/", language="en").all(".rows a") if "kerho" in tag["href"]
    ]
    desk.send(address.partition("/hillapolku/")[2], {"status": "full", "days": "30"})

    capacity = ServiceCapacity.objects.get()
    assert (capacity.service.slug, capacity.status, capacity.until) == ("kerho", "full", TODAY + 30 * DAY)
    assert "Full, until 10 April 2026" in desk.open("room/", language="en").text

    ServiceCapacity.objects.update(until=TODAY - DAY)
    assert "Families read: ask if there is room." in desk.open("room/", language="en").text


def test_room_is_asked_of_what_readers_see_or_will(desk, listings, coordinator):
    of_partner = {"organization": desk.partner}
    ServiceFactory(**of_partner, slug="luonnos", name_fi="Läksykerho", live=False)
    actions.withdraw(published(coordinator, **of_partner, slug="poissa"), desk.user, "Tauko")
    waiting = draft(**of_partner, slug="odottava", channels=["phone"], entry="walk_in")
    actions.submit(waiting, keep(waiting, desk.user), desk.user)

    shown = [tag["href"].split("/")[-2] for tag in desk.open("room/").all(".rows a")]

    assert sorted(shown) == ["apu", "kahvila", "kerho", "odottava"]
    for slug in ("luonnos", "poissa"):
        desk.send(f"room/{slug}/", {"status": "full", "days": "30"}, status=404)


@pytest.mark.parametrize(
    ("list_", "said"), [("room/", {"status": "full", "days": "30"}), ("feedback/", {"answer": "Kiitos"})]
)
def test_one_goes_on_with_the_page_of_the_list_from_which_one_came(desk, listings, list_, said):
    for number in range(51):
        ServiceFactory(organization=desk.partner, name_fi=f"Ryhmä {number}")
        Feedback.objects.create(service=listings[0], kind="times", language_code="so")

    address = desk.open(f"{list_}?page=2").all(".rows a")[0]["href"]
    one, done = Page(desk.client.get(address)), desk.client.post(address, said)

    assert one.all(".back")[0]["href"] == done.url == desk.address(f"{list_}?page=2")


@pytest.mark.parametrize(
    "values", [{"status": "nonsense", "days": "30"}, {"status": "full", "days": "9999"}, {}]
)
def test_nonsense_says_nothing_about_room(desk, listings, values):
    desk.send("room/kerho/", values, status=200)

    assert not ServiceCapacity.objects.exists()


def test_day_of_feedback_is_that_of_helsinki(desk, listings):
    own = Feedback.objects.create(service=listings[1], kind="other", language_code="fi")
    after_midnight = datetime.datetime(2026, 3, 10, 22, 30, tzinfo=datetime.UTC)
    Feedback.objects.filter(pk=own.pk).update(created_at=after_midnight)

    assert "11 March 2026" in desk.open("feedback/", language="en").text


def test_feedback_about_own_listings_is_read_and_answered(desk, listings, theirs):
    own = Feedback.objects.create(service=listings[0], kind="times", language_code="so", words="Waa khalad")
    strange = Feedback.objects.create(service=theirs, kind="times", language_code="so", words="Muille")
    about_search = Feedback.objects.create(kind="missing", language_code="so", words="Hausta")

    page = desk.open("feedback/", language="en")
    assert [link["href"] for link in page.all("main .rows a")] == [
        f"/en/workspace/hillapolku/feedback/{own.pk}/"
    ]
    assert "Waa khalad" in desk.open(f"feedback/{own.pk}/").text

    desk.send(f"feedback/{own.pk}/", {"answer": "Kiitos, korjattu."})
    for other in (strange, about_search):
        desk.open(f"feedback/{other.pk}/", status=404)
        desk.send(f"feedback/{other.pk}/", {"answer": "Minun"}, status=404)

    own.refresh_from_db()
    assert (own.answer, own.answered_by) == ("Kiitos, korjattu.", desk.user)
    assert Feedback.objects.exclude(answer="").count() == 1


def test_second_of_two_who_answer_sees_what_the_first_has_answered(desk, colleague, listings):
    own = Feedback.objects.create(service=listings[0], kind="times", language_code="so")
    address = f"feedback/{own.pk}/"
    colleague.send(address, {"answer": "Kello viisi", "seen": ""})
    colleague.send(address, {"answer": "Kello viisi", "seen": ""})

    page = desk.send(address, {"answer": "Kuusi", "seen": ""}, status=200)
    between = Feedback.objects.get().answer
    desk.send(address, {"answer": "Kuusi", "seen": page.all("[name=seen]")[0]["value"]})

    assert "Kello viisi" in page.texts(".field__error")[0]
    assert page.texts("textarea") == ["Kuusi"]
    assert (between, Feedback.objects.get().answer) == ("Kello viisi", "Kuusi")


def test_numbers_are_shown_by_language_and_small_ones_are_not(desk, listings, theirs):
    march = TODAY.replace(day=1)
    for service, code, number in ((listings[0], "so", 12), (listings[0], "ar", 4), (theirs, "so", 99)):
        PageCount.objects.create(service=service, language_code=code, month=march, number=number)

    page = desk.open("numbers/", language="en")

    assert page.texts("main dl dd") == ["Somali: 12", "Arabic: < 5"]
    assert desk.open("numbers/?month=2026-02", language="en").all("main dl") == []


@pytest.mark.parametrize("month", ["", "2026-13", "1900-01", "9999-12", "x", "%00", "٢٠٢٦-٠٣"])
def test_strange_month_shows_one_that_there_is(desk, listings, month):
    assert len(desk.open(f"numbers/?month={month}").all("option[selected]")) == 1


def test_five_hundred_listings_take_no_more_queries_than_three(desk, listings):
    pages = ("closed/", "room/", "room/kerho/", "feedback/", "numbers/")

    def queries(page: str) -> int:
        # What the process keeps between requests is asked for once
        desk.open(page)
        with CaptureQueriesContext(connection) as captured:
            desk.open(page)
        return len(captured)

    few = {page: queries(page) for page in pages}
    for number in range(500):
        ServiceFactory(organization=desk.partner, slug=f"ryhma-{number}", name_fi=f"Ryhmä {number}")

    assert {page: queries(page) for page in pages} == few
    assert max(few.values()) <= 12


@pytest.mark.parametrize("page", ["closed/", "room/", "room/kerho/", "feedback/", "numbers/"])
@pytest.mark.parametrize("language", ["fi", "ar"])
def test_page_is_valid_html(desk, listings, valid_html, page, language):
    Service.objects.update(closed_from=TODAY)
    Feedback.objects.create(service=listings[0], kind="times", language_code="so")

    opened: Page = desk.open(page, language=language)

    valid_html(opened.response.text)
