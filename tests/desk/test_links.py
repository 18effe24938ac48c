"""The link checker of every day: what is due, twice before it counts, and what a coordinator sees of it."""

from datetime import timedelta
from io import StringIO

import pytest
from bs4 import BeautifulSoup
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from desk.links.asking import Rules
from desk.links.links import due, take_in
from desk.links.run import Limits, run
from desk.models import Finding, LinkCheck
from desk.quality import jobs
from desk.quality.keeping import write
from directory.models import Location, Network, Service, ServiceUrl
from tests.desk.web import website
from tests.factories import LocationFactory, OrganizationFactory, ServiceFactory
from tests.pages.trees import block, edit, theme_path

pytestmark = pytest.mark.django_db

LIMITS = Limits(links=100, pause=0)
DAY = timedelta(days=1)


@pytest.fixture(scope="module")
def site():
    with website() as found:
        yield found


@pytest.fixture
def rules(site) -> Rules:
    """This machine may be asked, by this test alone."""
    return Rules(
        user_agent="test", is_allowed=lambda _address: True, ports=frozenset({site.port}), patience=1
    )


def look(rules, now=None):
    take_in()
    report = run(LIMITS, rules, now)
    write(jobs.broken_links())
    return report


def open_links() -> list[str]:
    return sorted(Finding.objects.open().filter(kind="link").values_list("url", flat=True))


def test_link_counts_as_broken_when_it_failed_on_two_days_and_not_before(site, rules):
    ServiceFactory(url=site.url("/404"))
    now = timezone.now()

    look(rules, now)
    once = open_links()
    look(rules, now + timedelta(minutes=5))
    twice_in_a_day = open_links()
    look(rules, now + DAY)

    assert (once, twice_in_a_day, open_links()) == ([], [], [site.url("/404")])


def test_link_that_works_again_is_mended_and_starts_anew(site, rules):
    listing, now = ServiceFactory(url=site.url("/404")), timezone.now()
    look(rules, now)
    look(rules, now + DAY)
    assert open_links()

    LinkCheck.objects.update(url=site.url("/well"))
    Service.objects.filter(pk=listing.pk).update(url=site.url("/well"))
    look(rules, now + 5 * DAY)

    assert open_links() == []
    assert Finding.objects.get().state == Finding.State.MENDED
    assert LinkCheck.objects.get().failed_days == 0


def test_links_of_listings_and_partners_are_asked_once_each_and_others_not(site, rules):
    shared = site.url("/shared")
    listing = ServiceFactory(url=shared, organization=OrganizationFactory(url=site.url("/partner")))
    ServiceUrl.objects.create(service=listing, url=site.url("/form"))
    ServiceUrl.objects.create(service=listing, url=shared)
    ServiceFactory(url=site.url("/draft"), live=False)
    LinkCheck.objects.create(url=site.url("/of-before"))
    before = len(site.asked)

    report = look(rules)

    assert sorted(site.asked[before:]) == ["HEAD /form", "HEAD /partner", "HEAD /shared"]
    assert (report.checked, report.failed, report.left) == (3, 0, 0)


def test_links_of_places_networks_and_pages_are_asked_and_told_of(desk, site, rules):
    gone = site.url("/404")
    text = block("text", heading={}, text={"fi": "<p>ei</p>", "so": f'<p><a href="{gone}">halkan</a></p>'})
    page = theme_path(text)
    house = LocationFactory(name_fi="Talo", url=gone)
    Network.objects.create(slug="n", name_fi="Verkosto", url=gone)
    Network.objects.create(slug="m", name_fi="Piilossa", url=site.url("/500"), is_public=False)
    now = timezone.now()
    before = len(site.asked)
    for moment in (now, now + DAY):
        look(rules, moment)

    shown = BeautifulSoup(desk.get("/admin/desk/quality/?kind=link").content, "html.parser")
    faults = {row.select_one(".title a").text.strip(): row for row in shown.select("tbody tr")}
    pages = {name: desk.get(row.select_one(".title a")["href"]).text for name, row in faults.items()}
    form = BeautifulSoup(pages["Talo"], "html.parser").select_one(".desk-answers a")["href"]

    assert {path for _method, path in map(str.split, site.asked[before:])} == {"/404"}
    assert set(faults) == {"Polku", "Talo", "Verkosto"}
    assert desk.get(form).status_code == 200
    assert "Content editors write this page" in pages["Polku"]
    assert page.get_url() in pages["Polku"]
    Location.objects.filter(pk=house.pk).update(url="")
    edit(page, body=page.body.stream_block.to_python([]))
    take_in()
    write(jobs.broken_links())
    assert [str(each.network) for each in Finding.objects.open()] == ["Verkosto"]


def test_what_was_well_rests_for_a_week_and_what_failed_comes_first(site, rules):
    now = timezone.now()
    for path in ("/a", "/500", "/b"):
        ServiceFactory(url=site.url(path))
    look(rules, now)
    ServiceFactory(url=site.url("/new"))
    take_in()

    order = [check.url.rpartition("/")[2] for check in due(now + DAY)]

    assert order == ["500", "new"]
    assert due(now + 8 * DAY).count() == 4


def test_run_asks_no_more_than_it_may_and_one_at_a_time(site, rules):
    for number in range(8):
        ServiceFactory(url=site.url(f"/{number}0a"))
    take_in()
    site.most_at_once = 0

    first = run(Limits(links=5, pause=0), rules)
    second = run(Limits(links=100, of_a_website=2, pause=0), rules)

    assert (first.checked, first.left, second.checked, second.left) == (5, 3, 2, 1)
    assert site.most_at_once == 1


def test_website_that_asks_for_rest_is_left_alone_for_the_day(site, rules):
    for path in ("/429", "/x", "/y"):
        ServiceFactory(url=site.url(path))
    take_in()
    LinkCheck.objects.filter(url=site.url("/429")).update(checked_at=timezone.now() - 30 * DAY)
    LinkCheck.objects.exclude(url=site.url("/429")).update(checked_at=timezone.now() - 20 * DAY)

    report = run(LIMITS, rules)

    assert (report.checked, report.left) == (0, 3)


def test_when_this_machine_is_cut_off_nothing_counts(rules):
    for number in range(6):
        ServiceFactory(url=f"http://website-{number}.invalid/")
    take_in()

    report = run(LIMITS, rules)

    assert report.is_cut_off
    assert not LinkCheck.objects.filter(failed_days__gt=0).exists()


def test_command_says_what_it_did_and_reaches_no_address_inside(site, settings):
    ServiceFactory(url=site.url("/"))
    before, output = len(site.asked), StringIO()

    call_command("check_links", stdout=output)

    assert "Asked 1 links, 1 without success" in output.getvalue()
    assert len(site.asked) == before
    assert settings.SITE_URL in settings.LINKS_USER_AGENT


def test_command_is_off_where_a_deployment_says_so(settings):
    ServiceFactory(url="http://example.org/")
    output = StringIO()

    call_command("check_links", "--most", "0", stdout=output)

    assert "no link is asked" in output.getvalue()
    assert not LinkCheck.objects.exists()


def test_queries_do_not_grow_with_the_links(site, rules):
    def queries(number: int) -> int:
        for each in range(number):
            ServiceFactory(url=site.url(f"/{number}-{each}"))
        with CaptureQueriesContext(connection) as found:
            look(rules)
        return len(found)

    assert queries(3) == queries(30)


def test_each_page_is_read_once_to_tell_of_broken_links_however_many_there_are():
    urls = [f"https://example.org/{number}" for number in range(1_200)]
    text = "".join(f'<p><a href="{url}">x</a></p>' for url in urls)
    theme_path(block("text", heading={}, text={"fi": text}))
    today = timezone.localdate()
    LinkCheck.objects.bulk_create(
        LinkCheck(url=url, reason="away", failed_days=2, failed_date=today) for url in urls
    )

    with CaptureQueriesContext(connection) as found:
        difference = jobs.broken_links()

    reading = [each["sql"] for each in found if '"pages_editorialpage"."body"' in each["sql"]]
    assert (len(difference.new), len(reading)) == (1_200, 1)
