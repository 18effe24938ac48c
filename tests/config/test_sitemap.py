"""Sitemaps hold all that is public, in the languages it is written in, and nothing else."""

from datetime import UTC, date, datetime
from itertools import chain
from xml.etree import ElementTree

import pytest

from config.sitemaps import SECTIONS, Section
from directory.choices import Standing
from directory.models import Network, Service
from tests.factories import LocationFactory, OrganizationFactory, ServiceFactory
from tests.pages.trees import edit, theme_path
from trays.models import ReadyTray, ReadyTrayItem

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("now")]

SITE = "https://tray.example.org"
NAMES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}


@pytest.fixture(autouse=True)
def site_url(settings) -> None:
    settings.SITE_URL = SITE


@pytest.fixture
def read(client):
    """The root of a sitemap: `read("/sitemap.xml")`."""

    def read(address: str) -> ElementTree.Element:
        response = client.get(address)
        assert response.status_code == 200
        assert response["Content-Type"] == "application/xml"
        assert not response.cookies
        return ElementTree.fromstring(response.content)

    return read


@pytest.fixture
def pages(read):
    """The addresses in a sitemap, each with its alternates: `pages("/sitemap-services.xml")`."""

    def pages(address: str) -> dict[str, dict[str, str]]:
        return {_text(url, "s:loc"): _alternates(url) for url in read(address).findall("s:url", NAMES)}

    return pages


@pytest.fixture
def few_rows(monkeypatch):
    monkeypatch.setattr(Section, "limit", 2)


def _text(element: ElementTree.Element, path: str) -> str:
    return element.findtext(path, namespaces=NAMES).removeprefix(SITE)


def _alternates(url: ElementTree.Element) -> dict[str, str]:
    links = url.findall("x:link", NAMES)
    assert {link.get("rel") for link in links} == {"alternate"}
    return {link.get("hreflang"): link.get("href").removeprefix(SITE) for link in links}


def indexed(read) -> list[str]:
    return [_text(each, "s:loc") for each in read("/sitemap.xml").findall("s:sitemap", NAMES)]


def test_index_names_a_sitemap_for_each_kind_of_which_there_is_something(read):
    LocationFactory()
    ServiceFactory(live=False)

    assert indexed(read) == ["/sitemap-site.xml", "/sitemap-organizations.xml", "/sitemap-places.xml"]


def test_listing_stands_there_once_for_each_language_it_is_written_in(pages):
    ServiceFactory(slug="kahvila", name_fi="Kahvila", name_zh_hans="咖啡馆", summary_ar="نادي")

    found = pages("/sitemap-services.xml")

    alternates = {
        "fi": "/fi/services/kahvila/",
        "zh-Hans": "/zh-hans/services/kahvila/",
        "x-default": "/services/kahvila/",
    }
    assert found == {"/fi/services/kahvila/": alternates, "/zh-hans/services/kahvila/": alternates}


def test_day_of_the_last_change_is_told_where_it_is_known(read):
    ServiceFactory(last_published_at=datetime(2026, 3, 9, 12, tzinfo=UTC))
    ServiceFactory()

    urls = read("/sitemap-services.xml").findall("s:url", NAMES)

    assert [url.findtext("s:lastmod", namespaces=NAMES) for url in urls] == ["2026-03-09", None]


def test_what_is_not_public_is_in_no_sitemap(pages, client):
    suspended = OrganizationFactory(slug="canary-partner", standing=Standing.SUSPENDED)
    seen = ServiceFactory(slug="seen", organization__slug="seen")
    gone = ServiceFactory(slug="canary-withdrawn", organization=seen.organization)
    gone.unpublish()
    ServiceFactory(slug="canary-draft", organization=seen.organization, live=False)
    ServiceFactory(slug="canary-ended", organization=seen.organization, valid_until=date(2026, 3, 10))
    ServiceFactory(slug="canary-suspended", organization=suspended)
    LocationFactory(slug="seen")
    LocationFactory(slug="canary-hidden", is_address_hidden=True)
    LocationFactory(slug="canary-suspended", organization=suspended)
    Network.objects.create(slug="seen", name_fi="Verkosto")
    Network.objects.create(slug="canary-inner", name_fi="Verkosto", is_public=False)
    _ready_tray(seen, slug="seen")
    _ready_tray(seen, slug="canary-inner", is_public=False)
    _ready_tray(gone, slug="canary-empty")
    theme_path(slug="seen")
    theme_path(slug="canary-unpublished").unpublish()
    edit(theme_path(slug="seen-too"), slug="canary-waiting", publish=False)

    found = [client.get(f"/sitemap-{name}.xml").text for name in SECTIONS]

    assert [text for text in found if "canary" in text] == []
    of_rows = chain.from_iterable(pages(f"/sitemap-{name}.xml") for name in SECTIONS if name != "site")
    assert sorted(address for address in of_rows if not address.endswith("/guides/")) == [
        *("/fi/guides/seen-too/", "/fi/guides/seen/"),
        *(f"/fi/{kind}/seen/" for kind in ("networks", "organizations", "places", "services", "tray/ready")),
    ]


def test_rows_are_read_a_page_at_a_time(few_rows, read, pages, client):
    ServiceFactory.create_batch(5, organization=OrganizationFactory())

    sitemaps = [address for address in indexed(read) if "services" in address]

    assert sitemaps == ["/sitemap-services.xml", "/sitemap-services.xml?p=2", "/sitemap-services.xml?p=3"]
    found = [list(pages(address)) for address in sitemaps]
    assert [len(page) for page in found] == [2, 2, 1]
    assert len(set(chain.from_iterable(found))) == 5
    assert [client.get(f"/sitemap-services.xml?p={p}").status_code for p in ("4", "0", "x")] == [404] * 3


def test_sitemap_takes_two_queries_however_many_listings_there_are(
    few_rows, client, django_assert_num_queries
):
    ServiceFactory.create_batch(5)
    LocationFactory.create_batch(3)
    Network.objects.create(slug="verkosto", name_fi="Verkosto")

    for name in ("services", "organizations", "places", "networks"):
        with django_assert_num_queries(2):
            client.get(f"/sitemap-{name}.xml")


def test_pages_of_the_interface_are_there_in_every_language(pages, settings):
    found = pages("/sitemap-site.xml")

    offered = len(settings.LANGUAGES)
    assert {"/fi/", "/ckb/today/", "/zh-hans/help/", "/so/organizations/"} <= set(found)
    assert len(found) % offered == 0
    assert {len(alternates) for alternates in found.values()} == {offered + 1}
    assert [address for address in found if "/search/" in address] == []


def test_pages_agree_with_the_one_sitemap_that_names_them(demo_site, pages, reader):
    theme_path(slug="own-path", heading_fi="Polku", heading_so="Waddo")
    sitemaps = [pages(f"/sitemap-{name}.xml") for name in SECTIONS]
    named = dict(chain.from_iterable(sitemap.items() for sitemap in sitemaps))
    some = [*sorted(named)[::13], "/so/guides/", "/so/guides/own-path/", "/so/privacy/"]

    told = {address: _head(reader(address)) for address in some}

    assert len(told) > 40
    assert told == {address: (address, named[address]) for address in some}
    assert len(named) == sum(map(len, sitemaps))


def test_crawlers_are_told_where_the_sitemap_is_and_what_to_leave_alone(client):
    response = client.get("/robots.txt")

    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert not response.cookies
    lines = response.text.splitlines()
    assert lines[0] == "User-agent: *"
    assert f"Sitemap: {SITE}/sitemap.xml" in lines
    assert {"Disallow: /admin/", "Disallow: /*/search/?*&"} < set(lines)


def _head(page) -> tuple[str, dict[str, str]]:
    """A page's own address and its alternates, as its head tells them."""
    (canonical,) = page.all('link[rel="canonical"]')
    links = page.all('head link[rel="alternate"]')
    others = {link["hreflang"]: link["href"].removeprefix(SITE) for link in links}
    return canonical["href"].removeprefix(SITE), others


def _ready_tray(service: Service, **values) -> None:
    ready = ReadyTray.objects.create(name_fi="Uusi täällä", **values)
    ReadyTrayItem.objects.create(ready=ready, service=service)
