"""Every public page for every eye: no barrier in light or dark, no sideways scrolling, one sheet of paper."""

import re

import pytest

from tests.plugins.pages import TYPICAL

pytestmark = [pytest.mark.browser, pytest.mark.django_db]

#: Pixels of content beyond the right or left edge, and what sticks out
SIDEWAYS = """() => {
  const root = document.documentElement, width = root.clientWidth;
  if (root.scrollWidth <= width) return [];
  const out = [...document.querySelectorAll("body *")].filter((element) => {
    const box = element.getBoundingClientRect();
    return box.width && (box.right > width + 1 || box.left < -1);
  });
  return [`${root.scrollWidth} of ${width}`, ...out.slice(0, 5).map((element) => element.outerHTML.slice(0, 120))];
}"""
#: Listings that are no longer and no shorter than most
SHEETS = (TYPICAL, "b-laksyrinki", "d-laskupoyta", "e-suomea-sohvalla", "c-villiruusu")


@pytest.mark.parametrize("language", ["fi", "ar", "zh-hans"])
def test_page_has_no_barrier_in_light_or_dark(browser_page, axe, address, language):
    browser_page.emulate_media(color_scheme="light")
    browser_page.goto(f"/{language}/{address}")
    in_light = axe(browser_page)

    browser_page.emulate_media(color_scheme="dark")

    assert {"light": in_light, "dark": axe(browser_page)} == {"light": [], "dark": []}


@pytest.mark.parametrize("language", ["fi", "ar", "so", "zh-hans"])
def test_page_never_scrolls_sideways(browser_page, address, language):
    browser_page.set_viewport_size({"width": 320, "height": 640})
    browser_page.goto(f"/{language}/{address}")
    at_320_pixels = browser_page.evaluate(SIDEWAYS)

    browser_page.evaluate("document.documentElement.style.fontSize = '200%'")

    assert (at_320_pixels, browser_page.evaluate(SIDEWAYS)) == ([], [])


@pytest.mark.parametrize("language", ["fi", "ar"])
@pytest.mark.parametrize("slug", SHEETS)
def test_listing_prints_on_one_sheet(browser_page, slug, language):
    browser_page.goto(f"/{language}/services/{slug}/")

    assert sheets(browser_page.pdf(format="A4")) == 1


def sheets(pdf: bytes) -> int:
    return len(re.findall(rb"/Type\s*/Page[^s]", pdf))
