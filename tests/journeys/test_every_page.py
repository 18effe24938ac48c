"""Every public page for every eye: no barrier in light or dark, no sideways scrolling, one sheet of paper."""

import datetime
import re

import pytest

from directory.models import Location, Service
from judges.axe import barriers, barriers_in_every_light
from public_pages import FAMILY_CENTRE
from tests.factories import ScheduleFactory
from tests.plugins.demo import LOADED_ON

pytestmark = [pytest.mark.browser, pytest.mark.django_db]

#: Pixels of content beyond the right or left edge, and what sticks out
SIDEWAYS = """() => {
  const root = document.documentElement, width = root.clientWidth;
  if (root.scrollWidth <= width) return [];
  const out = [...document.querySelectorAll("body *")].filter((element) => {
    const box = element.getBoundingClientRect();
    return box.width && (box.right > width + 1 || box.left < -1);
  });
  const shown = out.slice(0, 5).map((element) => element.outerHTML.slice(0, 120));
  return [`${root.scrollWidth} of ${width}`, ...shown];
}"""

#: Words of the page's heading that are torn in two by the edge
TORN = """() => {
  const nodes = [];
  const walker = document.createTreeWalker(document.querySelector("h1"), NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) nodes.push(walker.currentNode);
  return nodes.flatMap((node) => [...node.data.matchAll(/\\p{L}{2,}/gu)].filter((word) => {
    const range = document.createRange();
    range.setStart(node, word.index);
    range.setEnd(node, word.index + word[0].length);
    return new Set([...range.getClientRects()].map((box) => Math.round(box.top))).size > 1;
  }).map((word) => word[0]));
}"""


def light_and_dark(page) -> list[str]:
    found = []
    for light in ("light", "dark"):
        page.emulate_media(color_scheme=light)
        found += [f"{barrier} [{light}]" for barrier in barriers(page)]
    return found


def narrow(page) -> list[str]:
    return narrow_without_spaces(page) + page.evaluate(TORN)


def narrow_without_spaces(page) -> list[str]:
    """Chinese has no spaces: its lines may end in a word."""
    page.set_viewport_size({"width": 320, "height": 640})
    return page.evaluate(SIDEWAYS)


def double_letters(page) -> list[str]:
    return _in_double_letters(page, 640)


def double_letters_on_a_phone(page) -> list[str]:
    return _in_double_letters(page, 360)


def _in_double_letters(page, width: int) -> list[str]:
    page.set_viewport_size({"width": width, "height": 640})
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    found = page.evaluate(SIDEWAYS)
    page.evaluate("document.documentElement.style.fontSize = ''")
    return found


#: What a page is looked at for in each language, one after the other: it is opened once
LOOKS = {
    "fi": (light_and_dark, narrow, double_letters, double_letters_on_a_phone),
    "ar": (light_and_dark, narrow, double_letters, double_letters_on_a_phone),
    "so": (barriers_in_every_light, narrow, double_letters),
    "zh-hans": (light_and_dark, narrow_without_spaces, double_letters),
    "ru": (double_letters_on_a_phone,),
}


def test_each_look_finds_what_is_wrong(browser_page):
    """On a page that is too wide, with a heading whose word is torn and letters that are hardly seen."""
    browser_page.set_content(
        "<style>h1 { width: 2ch; overflow-wrap: anywhere } p { width: 2000px; color: #eee; background: #fff }"
        "</style><h1>Perhekahvila</h1><p>Hei</p>"
    )
    looks = {look for each in LOOKS.values() for look in each}

    assert {look for look in looks if not look(browser_page)} == set()
    assert any("Perhekahvila" in found for found in narrow(browser_page))
    assert any("color-contrast" in found for found in light_and_dark(browser_page))


@pytest.mark.parametrize("language", LOOKS)
def test_page_has_no_barrier_nor_scrolls_sideways_whatever_the_light_width_and_letters(
    browser_page, address, language
):
    # A colour that is still changing has another contrast
    browser_page.emulate_media(color_scheme="light", reduced_motion="reduce")
    browser_page.goto(f"/{language}/{address}")

    found = {look.__name__: look(browser_page) for look in LOOKS[language]}

    assert found == {look.__name__: [] for look in LOOKS[language]}


@pytest.mark.parametrize("language", ["fi", "ar"])
def test_page_while_there_is_no_index_has_no_barrier_either(browser_page, axe, settings, tmp_path, language):
    settings.SEARCH_INDEX_FOLDER = tmp_path / "none"
    browser_page.set_viewport_size({"width": 320, "height": 640})

    answer = browser_page.goto(f"/{language}/search/?q=apua")

    assert answer.status == 503
    assert (axe(browser_page), browser_page.evaluate(SIDEWAYS)) == ([], [])


@pytest.mark.parametrize("language", ["fi", "ar"])
def test_nine_in_ten_listings_print_on_one_sheet(browser_page, language):
    slugs = Service.objects.public().order_by("slug").values_list("slug", flat=True)[::7]
    longer = []

    for slug in slugs:
        browser_page.goto(f"/{language}/services/{slug}/")
        if sheets(browser_page.pdf(format="A4")) > 1:
            longer.append(slug)

    assert len(slugs) >= 20
    assert len(longer) * 10 <= len(slugs), longer


@pytest.mark.parametrize("language", ["fi", "ar", "ru"])
def test_week_of_a_busy_family_centre_prints_on_one_sheet(browser_page, demo_site, language):
    centre = Location.objects.get(slug=FAMILY_CENTRE)
    for number, listing in enumerate(Service.objects.public().order_by("pk")[:20]):
        ScheduleFactory(
            service=listing,
            location=centre,
            rrule="FREQ=WEEKLY",
            dtstart=LOADED_ON + datetime.timedelta(days=number % 7),
            skips_holidays=False,
        )

    following = LOADED_ON + datetime.timedelta(days=7)
    browser_page.goto(f"/{language}/places/{centre.slug}/?week={following}")

    assert browser_page.locator(".plan__visit").count() >= 20
    assert sheets(browser_page.pdf(format="A4")) == 1


def sheets(pdf: bytes) -> int:
    return len(re.findall(rb"/Type\s*/Page[^s]", pdf))
