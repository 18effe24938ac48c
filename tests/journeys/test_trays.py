"""A contact person makes a tray for a family and hands it over; the family opens it from paper."""

import io
import re

import pytest
import zxingcpp
from PIL import Image
from playwright.sync_api import expect

from directory.models import Location, Service
from tests.journeys.test_every_page import SIDEWAYS, sheets
from trays import changes
from trays.models import Tray

pytestmark = [pytest.mark.browser, pytest.mark.django_db]

#: What a family asked for in one talk, and what the contact person types
NEEDS = ("perhekahvila", "velat", "läksyt", "suomen kieli", "harrastus")
PHONE = {"width": 360, "height": 740}


@pytest.fixture(autouse=True)
def own_address(settings, site_url):
    settings.SITE_URL = site_url


@pytest.fixture
def own(demo_site):
    """A tray with six services and a greeting."""
    own = changes.make_tray("fi", greeting="Hei! Tässä paikat, joista puhuimme.", reader_language="so")
    ids = Service.objects.public().order_by("slug").values_list("pk", flat=True)[::20][:6]
    changes.add_services(own.tray, ids, "fi")
    own.tray.items.update(note="Kysy Ainoa. Hän tietää, että tulet.")
    return own


def decoded(picture: bytes) -> list[str]:
    return [found.text for found in zxingcpp.read_barcodes(Image.open(io.BytesIO(picture)))]


def test_contact_person_makes_a_tray_of_five_services_and_the_family_opens_it_in_somali(
    browser_page, new_page
):
    page = browser_page
    for number, need in enumerate(NEEDS, 1):
        page.goto("/fi/")
        page.locator("#q").fill(need)
        page.keyboard.press("Escape")
        page.locator("form[role=search] button").click()
        page.locator("button[name=add]").first.click()
        expect(page.locator(".count")).to_have_text(str(number))
    page.locator("#my-tray").click()
    page.locator("#id_tray-reader_language").select_option("so")
    page.locator("textarea[name$='-note']").first.fill("Aloita tästä.")
    page.locator(".bar button[name=change]").click()
    expect(page.locator(".notice--good")).to_be_visible()
    page.locator("details.more", has=page.locator(".qr--big")).locator("summary").click()
    (address,) = decoded(page.locator(".qr--big").screenshot())

    family = new_page(viewport=PHONE)
    family.goto(address)

    expect(family.locator("html")).to_have_attribute("lang", "so")
    expect(family.locator(".stops > li")).to_have_count(5)
    expect(family.locator(".said[lang=fi]")).to_have_text("Aloita tästä.")
    assert family.context.cookies() == []
    assert Tray.objects.count() == 1


def test_services_that_are_tapped_one_after_the_other_go_into_one_tray_each_once(browser_page):
    page = browser_page
    page.goto("/fi/search/?q=perhe")

    page.evaluate("""() => {
        const [first, second] = document.querySelectorAll("button[name=add]");
        for (const button of [first, first, second]) button.click();
    }""")

    expect(page.locator("[data-added]")).to_have_count(2)
    expect(page.locator(".count")).to_have_text("2")
    assert Tray.objects.count() == 1


def test_service_is_added_from_results_that_began_empty(new_page):
    page = new_page(viewport={"width": 1280, "height": 800})
    page.goto("/fi/search/?q=perhe&spoken=zh")
    page.locator(".chips[data-in-place] a, [data-in-place] .chip").first.click()

    page.locator("button[name=add]").first.click()

    expect(page.locator(".count")).to_have_text("1")


def test_enter_in_the_title_saves_it(browser_page, own, site_url):
    page = browser_page
    page.goto(f"/fi/tray/{own.key}/")
    before = page.locator(".tray__name").all_inner_texts()

    page.locator("input[name=tray-title]").fill("Paikkoja")
    page.keyboard.press("Enter")

    expect(page.locator(".notice--good")).to_be_visible()
    assert page.locator(".tray__name").all_inner_texts() == before
    assert page.locator("input[name=tray-title]").input_value() == "Paikkoja"


def test_tray_is_made_ordered_and_wiped_without_scripts(new_page):
    page = new_page(java_script_enabled=False, viewport=PHONE)
    for need in NEEDS[:2]:
        page.goto(f"/fi/search/?q={need}")
        with page.expect_navigation():
            page.locator("button[name=add]").first.click()
        assert f"q={need}" in page.url
    assert page.locator(".count").inner_text() == "2"
    with page.expect_navigation():
        page.locator("#my-tray").click()
    first, second = page.locator(".tray__name").all_inner_texts()

    with page.expect_navigation():
        page.locator("button[value^=down]").click()

    assert page.locator(".tray__name").all_inner_texts() == [second, first]
    page.locator("details.more", has=page.locator("[value=wipe]")).locator("summary").click()
    with page.expect_navigation():
        page.locator("[value=wipe]").click()
    assert "/fi/tray/?deleted=1" in page.url
    assert not Tray.objects.exists()


@pytest.mark.parametrize("language", ["fi", "ar", "zh-hans", "ckb"])
def test_tray_prints_on_two_sheets_with_a_code_that_leads_back(browser_page, own, site_url, language):
    page = browser_page
    page.set_viewport_size({"width": 794, "height": 1123})
    page.goto(f"/{language}/t/{own.reading_key}/")
    pdf = page.pdf(format="A4")
    page.emulate_media(media="print")

    assert sheets(pdf) in (1, 2)
    assert decoded(page.locator(".letter .qr").screenshot()) == [
        f"{site_url}/{language}/t/{own.reading_key}/"
    ]
    paper = page.locator("main").inner_text()
    assert own.reading_key in paper
    assert len(re.findall(r"\b09 000 \d{4}\b", paper)) >= 3


@pytest.fixture
def handed_over(demo_site):
    """Makes a tray of so many services from all over the demo, with a greeting and a note to each."""

    def make(number: int, *, first: int = 0):
        own = changes.make_tray(
            "fi",
            title="Paikkoja teille",
            greeting="Hei! Tässä paikat, joista puhuimme. Soita, jos jokin jää epäselväksi.",
        )
        found = list(Service.objects.public().order_by("slug").values_list("pk", flat=True))
        changes.add_services(own.tray, found[first :: len(found) // number][:number], "fi")
        own.tray.items.update(note="Kysy Ainoa. Hän tietää, että tulet. Ota mukaan Kela-kortti.")
        return own

    return make


@pytest.mark.parametrize("language", ["fi", "ar", "ckb", "so", "zh-hans"])
@pytest.mark.parametrize(("number", "first", "most"), [(5, 0, 2), (5, 7, 2), (12, 0, 3), (12, 5, 3)])
def test_tray_takes_few_sheets(browser_page, handed_over, language, number, first, most):
    own = handed_over(number, first=first)
    browser_page.goto(f"/{language}/t/{own.reading_key}/")

    assert len(browser_page.locator(".stops > li").all()) == number
    assert sheets(browser_page.pdf(format="A4")) in range(1, most + 1)


def test_paper_says_each_street_once(browser_page, handed_over):
    own = handed_over(12)
    streets = Location.objects.exclude(street_address="").filter(is_address_hidden=False)
    streets = set(streets.values_list("street_address", flat=True))
    browser_page.goto(f"/fi/t/{own.reading_key}/")
    browser_page.emulate_media(media="print")

    stops = browser_page.locator(".stops > li").all_inner_texts()

    one_place = [stop for stop in stops if sum(street in stop for street in streets) == 1]
    assert len(one_place) >= 5
    assert {stop.count(street) for stop in one_place for street in streets if street in stop} == {1}


@pytest.mark.parametrize("language", ["fi", "ar"])
def test_pages_of_a_tray_have_no_barrier_and_never_scroll_sideways(browser_page, axe, own, language):
    page = browser_page
    page.emulate_media(reduced_motion="reduce")
    found = {}

    for address in (f"t/{own.reading_key}/", f"tray/{own.key}/", "t/none/", "tray/?needs=velat"):
        page.set_viewport_size({"width": 320, "height": 640})
        page.goto(f"/{language}/{address}")
        found[address[:6]] = (axe(page), page.evaluate(SIDEWAYS))

    assert {name: each for name, each in found.items() if each != ([], [])} == {}


@pytest.mark.parametrize("language", ["fi", "ar"])
def test_pages_of_a_tray_are_valid_html(client, own, valid_html, language):
    for address in (f"t/{own.reading_key}/", f"tray/{own.key}/", "t/none/"):
        valid_html(client.get(f"/{language}/{address}").text)
