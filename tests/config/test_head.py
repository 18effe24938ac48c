"""What the head of a page tells search engines, messengers and browsers."""

import io
from urllib.parse import urlsplit

import pytest
from PIL import Image

from config.languages import LANGUAGES
from directory.models import Network
from tests.cast import place, walk_in
from tests.factories import OrganizationFactory, ServiceFactory
from tests.pages.trees import theme_path
from tests.plugins.pages import Page

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("now")]

SITE = "https://tray.example.org"
EVERY_LANGUAGE = [language.html_lang for language in LANGUAGES]
DEFAULT = "x-default"


@pytest.fixture(autouse=True)
def site(settings, search_index) -> None:
    settings.SITE_URL = f"{SITE}/"
    search_index.drain()


def canonical(page: Page) -> str | None:
    (found,) = page.all('link[rel="canonical"]') or [None]
    return found and found["href"].removeprefix(SITE)


def alternates(page: Page) -> dict[str, str]:
    links = page.all('head link[rel="alternate"]')
    return {link["hreflang"]: link["href"].removeprefix(SITE) for link in links}


def told(page: Page, name: str) -> list[str]:
    return [tag["content"] for tag in page.all(f'head meta[name="{name}"], head meta[property="{name}"]')]


@pytest.mark.parametrize(
    "rest", ["", "help/", "today/", "organizations/", "networks/", "places/family-centres/"]
)
def test_page_of_the_interface_is_there_in_every_language(reader, rest):
    page = reader(f"/so/{rest}")

    assert canonical(page) == f"/so/{rest}"
    expected = {language.html_lang: f"/{language.code}/{rest}" for language in LANGUAGES}
    assert alternates(page) == expected | {DEFAULT: f"/{rest}"}


def test_only_languages_that_a_city_offers_are_named(reader, settings):
    settings.LANGUAGES = [("fi", "Finnish"), ("so", "Somali")]

    assert list(alternates(reader("/so/help/"))) == ["fi", "so", DEFAULT]


def test_listing_is_a_page_of_the_languages_it_is_written_in(reader):
    walk_in(slug="kahvila", name_fi="Kahvila", name_so="Kafeega", summary_ar="نادي")

    page = reader("/so/services/kahvila/")

    assert canonical(page) == "/so/services/kahvila/"
    assert alternates(page) == {
        "fi": "/fi/services/kahvila/",
        "so": "/so/services/kahvila/",
        DEFAULT: "/services/kahvila/",
    }


@pytest.mark.parametrize(
    ("names", "original"), [({"name_fi": "Kahvila"}, "fi"), ({"name_fi": "Kahvila", "name_ru": "Кафе"}, "ru")]
)
def test_page_in_another_language_is_a_copy_of_the_one_whose_text_it_shows(reader, names, original):
    walk_in(slug="kahvila", original_language=original, **names)

    page = reader("/so/services/kahvila/")

    assert page.all(f"h1 [lang={original}]")
    assert canonical(page) == f"/{original}/services/kahvila/"
    assert alternates(page) == {}


def test_listing_in_no_offered_language_has_one_page(reader, settings):
    settings.LANGUAGES = [("fi", "Finnish"), ("so", "Somali")]
    walk_in(slug="kahvila", original_language="sv", name_fi="", name_sv="Kafé")

    assert canonical(reader("/so/services/kahvila/")) == "/fi/services/kahvila/"
    assert list(alternates(reader("/fi/services/kahvila/"))) == ["fi", DEFAULT]


def test_partner_place_and_network_are_there_in_the_languages_of_any_of_their_texts(reader):
    OrganizationFactory(slug="naapurit", name_fi="Naapurit", description_so="Deris")
    place("malmi", slug="talo", name_fi="Talo", description_so="Guri")
    Network.objects.create(slug="verkosto", name_fi="Verkosto", theme_so="Carruur")

    pages = ("organizations/naapurit/", "places/talo/", "networks/verkosto/")

    assert [list(alternates(reader(f"/so/{rest}"))) for rest in pages] == [["fi", "so", DEFAULT]] * 3
    assert [canonical(reader(f"/ar/{rest}")) for rest in pages] == [f"/fi/{rest}" for rest in pages]


def test_editorial_page_is_there_in_the_languages_of_its_heading(reader):
    theme_path(slug="baby", heading_fi="Vauva", heading_so="Ilmaha", introduction_so="Si tartiib ah")

    page = reader("/so/guides/baby/")

    assert canonical(page) == "/so/guides/baby/"
    assert list(alternates(page)) == ["fi", "so", DEFAULT]
    assert told(page, "description") == ["Si tartiib ah"]
    assert canonical(reader("/ar/guides/baby/")) == "/fi/guides/baby/"


def test_address_without_a_language_leads_to_the_readers(reader):
    walk_in(slug="kahvila", name_so="Kafeega")
    default = alternates(reader("/fi/services/kahvila/"))[DEFAULT]

    led = reader(default, status=302, accept_language="so").response

    assert led["Location"] == "/so/services/kahvila/"
    assert "Accept-Language" in led["Vary"]


def test_filters_and_weeks_make_no_other_page(reader):
    place("malmi", slug="talo")
    asked = {
        "/fi/today/": "spoken=so&area=malmi",
        "/fi/organizations/": "language=so&page=2",
        "/fi/places/talo/": "week=2026-03-16",
        "/fi/help/": "page=2",
    }

    found = {path: canonical(reader(f"{path}?{query}")) for path, query in asked.items()}

    assert found == {path: path for path in asked}


def test_further_pages_of_a_list_are_pages_of_their_own(reader):
    partner = OrganizationFactory(slug="naapurit")
    ServiceFactory.create_batch(21, organization=partner)

    page = reader("/fi/organizations/naapurit/?page=2&x=1")

    assert canonical(page) == "/fi/organizations/naapurit/?page=2"
    assert alternates(page)["fi"] == "/fi/organizations/naapurit/?page=2"


@pytest.mark.parametrize("query", ["", "?q=apua&spoken=so&page=2"])
def test_results_are_not_indexed_but_their_links_are_followed(reader, query):
    page = reader(f"/so/search/{query}")

    assert told(page, "robots") == ["noindex,follow"]
    assert canonical(page) == "/so/search/"
    assert alternates(page) == {}


@pytest.mark.parametrize("address", ["/so/services/none/", "/xx/help/"])
def test_page_that_is_none_has_no_address(reader, address):
    page = reader(address, status=404)

    assert told(page, "robots") == ["noindex"]
    assert (canonical(page), alternates(page)) == (None, {})


def test_listing_sent_to_a_friend_shows_its_name_and_what_it_is(reader):
    walk_in(slug="kahvila", name_fi='Kahvila "Käpy" > & Co', summary_fi='Tule "mukaan" &amp; 3 < 4')

    page = reader("/fi/services/kahvila/")

    assert told(page, "og:title") == ['Kahvila "Käpy" > & Co']
    assert page.texts("title") == ['Kahvila "Käpy" > & Co – Tarjotin']
    assert told(page, "og:description") == told(page, "description") == ['Tule "mukaan" &amp; 3 < 4']


def test_page_without_a_summary_says_what_the_site_is(reader):
    walk_in(slug="kahvila")

    pages = [reader("/en/help/"), reader("/en/services/kahvila/"), reader("/en/search/")]

    assert [told(page, "description") for page in pages] == [
        ["Tarjotin gathers what the city and organisations offer to families."]
    ] * 3


def test_every_language_has_its_name_for_messengers(reader):
    names = [told(reader(f"/{language.code}/help/"), "og:locale")[0] for language in LANGUAGES]

    assert [name[:2] for name in names] == [language.code[:2].replace("ck", "cb") for language in LANGUAGES]
    assert len(set(names)) == len(LANGUAGES)


@pytest.mark.parametrize("colour", ["#ABCDEF", "var(--line)"])
def test_bars_of_the_browser_have_the_colours_of_the_page(reader, settings, tmp_path, colour):
    theme = tmp_path / f"{colour[:3].strip('#(')}.css"
    theme.write_text(f":root {{ --line: #abcdef; --ground-warm: {colour}; }}", "utf-8")
    ours = reader("/fi/help/")
    settings.THEME_STYLESHEET = str(theme)

    theirs = reader("/fi/help/")

    dark, light = ours.all('meta[name="theme-color"]')
    assert (dark["content"], dark["media"]) == ("#172423", "(prefers-color-scheme:dark)")
    assert (light["content"], light.get("media")) == ("#fcf5ea", None)
    assert told(theirs, "theme-color")[-1].lower() == "#abcdef"


def test_messengers_get_a_picture_of_the_word_mark(reader, client):
    address = told(reader("/fi/help/"), "og:image")[0]

    assert address.startswith(SITE)
    assert picture(client, urlsplit(address).path) == ("PNG", (1200, 630))


def test_icons_lie_where_browsers_and_phones_look_for_them(client):
    assert picture(client, "/favicon.ico")[0] == "ICO"
    assert picture(client, "/apple-touch-icon.png") == ("PNG", (180, 180))


def picture(client, path: str) -> tuple[str, tuple[int, int]]:
    response = client.get(path)
    assert (response.status_code, response.cookies) == (200, {})
    image = Image.open(io.BytesIO(response.getvalue()))
    return image.format, image.size
