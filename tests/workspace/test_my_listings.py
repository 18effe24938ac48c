"""My listings: state in words, when each was confirmed, and only what is mine."""

import pytest
from django.utils import timezone

from directory import actions
from directory.dates.recurrences import WEEKDAYS
from directory.models import Assurance, Schedule, ScheduleDate, Service
from feedback.models import Feedback
from readership.models import FoundBy, PageCount
from tests.cast import DAY, TODAY
from tests.directory.lives import draft, keep, latest, published
from tests.factories import ServiceAttributeFactory, ServiceFactory, TaxonomyTermFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("now")]


@pytest.fixture
def mine(partner):
    """What every listing of the partner is made with."""
    return {"organization": partner, "channels": ["phone"], "entry": "walk_in"}


def test_state_of_each_listing_is_said_in_words(desk, editor, coordinator, mine):
    begun = draft(**mine, name_fi="Luonnos")
    keep(begun, editor)
    waiting = draft(**mine, name_fi="Odottava")
    actions.submit(waiting, keep(waiting, editor), editor)
    returned = draft(**mine, name_fi="Palautettu")
    actions.submit(returned, keep(returned, editor), editor)
    actions.return_to_editor(returned, coordinator, "Kerro ikä")
    live = published(coordinator, **mine, name_fi="Julkinen juttu")
    changed = published(coordinator, **mine, name_fi="Muutettu")
    keep(changed, editor, summary_fi="Uutta")
    withdrawn = published(coordinator, **mine, name_fi="Poissa")
    actions.withdraw(withdrawn, editor, "Tauko")
    over = published(coordinator, **mine, name_fi="Mennyt", valid_until=TODAY - DAY)

    english = {
        listing.name_fi: _marks(desk, listing.name_fi)
        for listing in (begun, waiting, returned, live, changed, withdrawn, over)
    }

    assert english == {
        "Luonnos": ["Draft"],
        "Odottava": ["Waits for review"],
        "Palautettu": ["Returned with a comment"],
        "Julkinen juttu": ["Public"],
        "Muutettu": ["Public", "A change is not sent yet"],
        "Poissa": ["Withdrawn"],
        "Mennyt": ["Over"],
    }


def _marks(desk, name: str) -> list[str]:
    page = desk.open("listings/", language="en")
    (row,) = [row for row in page.all(".table tbody tr") if name in row.get_text()]
    return [mark.get_text().strip() for mark in row.select(".mark")]


def test_name_is_that_of_the_latest_edit(desk, editor, mine):
    listing = draft(**mine, name_fi="Vanha")
    keep(listing, editor, name_fi="Uusi nimi")

    assert desk.open("listings/").texts(".table th a") == ["Uusi nimi"]


def test_copy_says_that_it_is_one_until_it_is_public(desk, coordinator, mine):
    first = published(coordinator, **mine, name_fi="Velkailta", slug="velkailta")
    desk.send("listings/velkailta/copy/")
    copied = Service.objects.exclude(pk=first.pk).get()

    in_list = {mark.get_text(strip=True) for mark in _row(desk, copied.slug).select(".mark")}
    of_first = {mark.get_text(strip=True) for mark in _row(desk, first.slug).select(".mark")}
    on_page = desk.open(f"listings/{copied.slug}/", language="en")

    assert (in_list, of_first) == ({"Draft", "Copy"}, {"Public"})
    assert "Copy" in on_page.texts(".mark")
    assert "Made as a copy" in on_page.text
    actions.publish(copied, copied.latest_revision, coordinator)
    assert "Copy" not in _row(desk, copied.slug).get_text()


def _row(desk, slug: str):
    page = desk.open("listings/", language="en")
    (row,) = [row for row in page.all(".table tbody tr") if row.select(f"a[href$='/{slug}/']")]
    return row


@pytest.mark.parametrize("rest", ["", "basics/", "times/", "versions/", "languages/"])
def test_listing_is_named_in_the_readers_language_on_each_of_its_pages(desk, coordinator, mine, rest):
    names = {"name_fi": "Äitien ryhmä", "name_so": "Kooxda hooyooyinka"}
    published(coordinator, **mine, **names, slug="ryhma")

    page = desk.open(f"listings/ryhma/{rest}", language="so")
    in_french = desk.open(f"listings/ryhma/{rest}", language="fr")

    assert "Kooxda hooyooyinka" in page.tree.title.get_text()
    assert "Kooxda hooyooyinka" in page.texts(".back, h1")
    assert in_french.all(".back span[lang=fi], h1 span[lang=fi]")


@pytest.mark.parametrize(
    ("closed", "paused", "is_asked"), [(0, 0, True), (92, 0, False), (0, 92, False)], ids=str
)
def test_days_of_closings_that_are_over_put_the_question_off(
    desk, coordinator, mine, closed, paused, is_asked
):
    published(coordinator, **mine, slug="ilta", name_fi="Ilta")
    Assurance.objects.update(assured_date=TODAY - 184 * DAY, paused_days=paused)
    if closed:
        Service.objects.update(closed_from=TODAY - (closed + 8) * DAY, closed_until=TODAY - 9 * DAY)

    home, page = desk.open(""), desk.open("listings/ilta/")

    assert bool(home.all(".todo")) is bool(page.all("#confirm")) is is_asked


def test_day_of_confirmation_is_said(desk, mine):
    Assurance.objects.create(service=ServiceFactory(**mine), assured_date=TODAY)

    assert "11. maaliskuuta 2026" in desk.open("listings/").text


def test_listings_of_another_partner_are_not_there(desk, mine):
    ServiceFactory(**mine, name_fi="Oma")
    ServiceFactory(name_fi="Vieras")

    page = desk.open("listings/")
    searched = desk.open("listings/?q=vieras")

    assert page.texts(".table th a") == ["Oma"]
    assert searched.all(".table") == []


def test_listings_come_a_page_at_a_time_and_are_found_by_name(desk, mine):
    for number in range(30):
        ServiceFactory(**mine, name_fi=f"Ryhmä {number}")

    first, second = desk.open("listings/"), desk.open("listings/?page=2")
    found = desk.open("listings/?q=ryhmä+17")

    assert len(first.all(".table tbody tr")) == 25
    assert len(second.all(".table tbody tr")) == 5
    assert found.texts(".table th a") == ["Ryhmä 17"]


def test_home_says_what_wants_doing(desk, editor, coordinator, mine):
    returned = draft(**mine, name_fi="Palautettu")
    actions.submit(returned, keep(returned, editor), editor)
    actions.return_to_editor(returned, coordinator, "Kerro ikä")
    keep(draft(**mine, name_fi="Luonnos"), editor)
    old = ServiceFactory(**mine, name_fi="Vanha")
    Assurance.objects.create(service=old, assured_date=TODAY - 300 * DAY)

    page = desk.open(language="en")

    assert page.texts(".todo__head") == [
        "1returned with a comment",
        "1to confirm: is it still right?",
        "1not sent yet",
    ]
    assert page.texts(".said") == ["Kerro ikä"]
    assert page.texts(".todo .links a") == ["Vanha", "Luonnos"]


def test_home_greets_by_name_and_nobody_by_an_address(desk, editor):
    named = desk.open(language="en").texts("h1")
    editor.first_name = ""
    editor.save()

    assert (named, desk.open(language="en").texts("h1")) == (["Hello, Amina"], ["Hello"])


@pytest.mark.parametrize(
    ("told", "empty"),
    [
        ({"languages": ["so"], "entry": "walk_in"}, []),
        ({"entry": "registration", "email": "hei@example.org"}, ["Who it is for"]),
        ({"languages": ["so"], "entry": "registration"}, ["How to join"]),
    ],
)
def test_listing_page_calls_empty_only_what_tells_too_little(desk, editor, mine, told, empty):
    begun = draft(**mine | {"slug": "uusi", "summary_fi": "Apua", **told})
    ServiceAttributeFactory(service=begun, term=TaxonomyTermFactory())
    keep(begun, editor)

    assert desk.open("listings/uusi/", language="en").texts("section[aria-labelledby=send] .links a") == empty


def test_home_of_whoever_has_done_all_says_so(desk, mine):
    Assurance.objects.create(service=ServiceFactory(**mine), assured_date=TODAY)

    assert "Nothing waits for you" in desk.open(language="en").text


def test_list_says_by_which_words_each_is_found(desk, mine):
    found, other = ServiceFactory(**mine, name_fi="Löydetty"), ServiceFactory(**mine, name_fi="Muu")
    words = {"language_code": "fi", "month": TODAY.replace(day=1), "number": 9}
    FoundBy.objects.create(service=found, word="läksyapu", days=3, **words)
    FoundBy.objects.create(service=other, word="harvinainen", days=2, **words)

    page = desk.open("listings/")

    assert page.texts("td:nth-of-type(5)") == ["–", "läksyapu"]


def test_feedback_that_waits_is_among_what_wants_doing(desk, mine, stranger_desk):
    listing = ServiceFactory(**mine)
    Feedback.objects.create(service=listing, kind="other", language_code="so")

    assert desk.address("feedback/") in [link["href"] for link in desk.open().all(".todo a")]
    assert stranger_desk.open().all(".todo") == []


def test_list_says_how_often_each_is_read_and_what_feedback_waits(desk, mine):
    read, asked = ServiceFactory(**mine, name_fi="Luettu"), ServiceFactory(**mine, name_fi="Kysytty")
    for language, number in (("fi", 4), ("so", 3)):
        PageCount.objects.create(
            service=read, language_code=language, month=TODAY.replace(day=1), number=number
        )
    PageCount.objects.create(service=asked, language_code="fi", month=TODAY.replace(day=1), number=2)
    Feedback.objects.create(service=asked, kind="other", language_code="fi")
    Feedback.objects.create(service=asked, kind="other", language_code="fi", answered_at=timezone.now())

    rows = desk.open("listings/").all(".table tbody tr")

    assert [[row.select("td")[at].get_text(strip=True) for at in (3, 5)] for row in rows] == [
        ["< 5", "1"],
        ["7", "–"],
    ]


def test_last_seasons_listing_is_begun_again_from_a_copy(desk, mine):
    ServiceFactory(**mine, slug="syksy", name_fi="Syksyn kurssi", valid_until=TODAY - DAY)
    ServiceFactory(**mine, name_fi="Jatkuva")

    page = desk.open("listings/new/")
    desk.send("listings/syksy/copy/")

    assert page.texts("#again ~ ul span:first-child") == ["Syksyn kurssi"]
    made = Service.objects.latest("pk")
    assert (made.name_fi, made.valid_until, made.live) == ("Syksyn kurssi", None, False)


def test_listing_whose_sessions_have_all_ended_is_last_seasons(desk, coordinator, mine):
    ends = {"syksy": TODAY - DAY, "kevät": TODAY - 90 * DAY, "jatkuu": None, "tänään": TODAY}
    for name, valid_to in ends.items():
        published(coordinator, **mine, name_fi=name).schedules.update(valid_to=valid_to)
    for name, day in (("retki", TODAY - 5 * DAY), ("juhla", TODAY + DAY)):
        trip = published(coordinator, **mine, name_fi=name).schedules.get()
        ScheduleDate.objects.create(schedule=trip, kind="extra", date=day)
        Schedule.objects.filter(pk=trip.pk).update(rrule="")
    draft(**mine, name_fi="luonnos").schedules.update(valid_to=TODAY - DAY)

    page = desk.open("listings/new/")

    assert page.texts("#again ~ ul span:first-child") == ["syksy", "retki", "kevät"]


def test_course_whose_rule_has_ended_is_last_seasons(desk, coordinator, mine):
    begin = TODAY - 35 * DAY
    weekly = f"FREQ=WEEKLY;BYDAY={WEEKDAYS[begin.weekday()]}"
    ends = {
        "viisi kertaa": f"{weekly};COUNT=5",
        "kuusi kertaa": f"{weekly};COUNT=6",
        "loppui": f"{weekly};UNTIL={TODAY - 20 * DAY:%Y%m%d}T210000Z",
        "jatkuu": f"{weekly};UNTIL={TODAY + 20 * DAY:%Y%m%d}T210000Z",
    }
    for name, rule in ends.items():
        published(coordinator, **mine, name_fi=name).schedules.update(rrule=rule, dtstart=begin)

    page = desk.open("listings/new/")

    assert page.texts("#again ~ ul span:first-child") == ["viisi kertaa", "loppui"]


def test_copy_of_last_seasons_says_that_its_dates_are_over(desk, coordinator, mine):
    course = published(coordinator, **mine, slug="syksy", name_fi="Syksyn kurssi")
    going_on = published(coordinator, **mine, slug="jatkuu", name_fi="Jatkuu")
    over = latest(course).schedules.get()
    over.valid_to = TODAY - DAY
    keep(course, desk.user, schedules=[over])

    desk.send("listings/syksy/copy/")
    made = Service.objects.latest("pk")
    page = desk.open(f"listings/{made.slug}/", language="en")
    times = desk.open(f"listings/{made.slug}/times/", language="en")

    said = "All its dates are over. Write the new ones."
    assert page.texts(f"#send ~ p a[href$='{made.slug}/times/']") == [said]
    assert "Over" in page.texts(f".rows a[href$='{made.slug}/times/'] .mark")
    assert said in times.text
    assert not times.all(".tabs [aria-current] .hide")
    assert said not in desk.open(f"listings/{going_on.slug}/times/", language="en").text


@pytest.mark.parametrize(
    ("last_day", "hidden_date", "shown"),
    [
        (None, None, ["public", "confirm"]),
        (TODAY, None, ["public", "confirm"]),
        (TODAY - DAY, None, ["over"]),
        (None, TODAY, ["confirm"]),
    ],
)
def test_page_of_a_listing_offers_what_can_be_done(desk, coordinator, last_day, hidden_date, shown):
    listing = published(coordinator, organization=desk.partner, slug="ilta", name_fi="Ilta")
    Service.objects.filter(pk=listing.pk).update(valid_until=last_day)
    Assurance.objects.filter(service=listing).update(assured_date=TODAY - 400 * DAY, hidden_date=hidden_date)

    page = desk.open("listings/ilta/", language="en")

    public = "/en/services/ilta/"
    offered = {
        "public": page.all(f".btns a[href='{public}']"),
        "confirm": page.all("form[action$='/do/confirm/']"),
        "over": "Its time is over" in page.text,
    }
    assert [what for what, is_there in offered.items() if is_there] == shown
    assert (desk.client.get(public).status_code == 200) == ("public" in shown)


def test_name_is_in_the_language_of_whoever_works(desk, coordinator, mine):
    published(coordinator, **mine, slug="ilta", name_fi="Velkailta", name_so="Fiidka deymaha")
    published(coordinator, **mine, slug="apu", name_fi="Vain suomeksi")

    names = desk.open("listings/", language="so").text

    assert "Fiidka deymaha" in names
    assert "Velkailta" not in names
    assert "Vain suomeksi" in names
    assert desk.open("listings/ilta/", language="so").texts("h1") == ["Fiidka deymaha"]
