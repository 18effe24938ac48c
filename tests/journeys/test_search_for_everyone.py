"""Search pages without scripts, at 320 pixels, with wide text spacing, in forced colours, and on paper."""

import pytest
from playwright.sync_api import expect

from tests.journeys.test_every_page import SIDEWAYS

pytestmark = [pytest.mark.browser, pytest.mark.django_db]

PAGES = ("search/?spoken=so&free=1&age=3", "search/?q=xyzzyx&spoken=so", "today/")
#: WCAG 2.2, 1.4.12
SPACING = (
    "* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }"
)
SPACED_PARAGRAPHS = "p { margin-block-end: 2em !important }"
#: What is cut off: text that is wider or higher than the box that hides the rest of it
CUT = """() => [...document.querySelectorAll("main *")].filter((element) => {
  const style = getComputedStyle(element);
  if (element.closest(".hide, .skip, svg, select, input, [hidden]")) return false;
  if (style.overflow === "visible" || style.display === "inline") return false;
  return element.scrollWidth > element.clientWidth + 1 || element.scrollHeight > element.clientHeight + 1;
}).map((element) => element.outerHTML.slice(0, 120))"""


def open_sheet(page) -> None:
    if page.locator("#narrow").is_visible():
        page.locator("#narrow").click()


@pytest.mark.parametrize("language", ["fi", "ar", "so", "zh-hans"])
@pytest.mark.parametrize("path", PAGES)
def test_nothing_scrolls_sideways_at_320_pixels(new_page, language, path):
    page = new_page(viewport={"width": 320, "height": 256})
    page.goto(f"/{language}/{path}")
    closed = page.evaluate(SIDEWAYS)

    open_sheet(page)

    assert (closed, page.evaluate(SIDEWAYS)) == ([], [])


@pytest.mark.parametrize("language", ["fi", "ar", "zh-hans"])
@pytest.mark.parametrize("path", PAGES)
def test_text_spacing_cuts_nothing(new_page, language, path):
    page = new_page(viewport={"width": 360, "height": 740}, bypass_csp=True)
    page.goto(f"/{language}/{path}")
    page.add_style_tag(content=SPACING + SPACED_PARAGRAPHS)
    closed = page.evaluate(CUT) + page.evaluate(SIDEWAYS)

    open_sheet(page)

    # The sheet itself scrolls: that is no cutting
    opened = [part for part in page.evaluate(CUT) if "data-sheet" not in part]
    assert (closed, opened, page.evaluate(SIDEWAYS)) == ([], [], [])


@pytest.mark.parametrize("path", PAGES)
def test_forced_colours_show_what_is_chosen(new_page, axe, path):
    page = new_page(viewport={"width": 1280, "height": 800}, forced_colors="active")
    page.goto(f"/fi/{path}")

    assert axe(page) == []
    for chip in page.locator(".chip--on").all():
        assert chip.evaluate("chip => getComputedStyle(chip).outlineStyle") == "solid"


@pytest.mark.parametrize("path", PAGES)
def test_nothing_moves_for_who_wants_no_motion(new_page, path):
    page = new_page(reduced_motion="reduce")
    page.goto(f"/fi/{path}")

    moving = page.evaluate(
        """() => [...document.querySelectorAll("*")].filter((element) => {
          const style = getComputedStyle(element);
          return parseFloat(style.transitionDuration) > 0 || style.animationName !== "none";
        }).map((element) => element.outerHTML.slice(0, 100))"""
    )

    assert moving == []


def test_search_with_several_filters_works_without_scripts(new_page):
    page = new_page(java_script_enabled=False, viewport={"width": 360, "height": 740})
    page.goto("/fi/search/")

    page.locator("#narrow").click()
    expect(page.locator("[data-near]")).to_be_hidden()
    page.locator("#age").fill("3")
    page.locator("#age-add").click()
    page.locator("#narrow").click()
    page.locator("#age").fill("9")
    page.locator(".pick input[name=spoken][value=so]").check()
    page.locator("#filters [data-sheet-close]").click()

    chips = page.locator(".understood .chip--on")
    expect(chips).to_have_count(3)
    assert "age=3&age=9" in page.url
    chips.first.click()
    expect(chips).to_have_count(2)


def test_list_of_ages_with_commas_works_without_scripts(new_page):
    page = new_page(java_script_enabled=False, viewport={"width": 1280, "height": 800})
    page.goto("/fi/search/")

    page.locator("#age").fill("3, 9")
    page.locator("#age-add").click()

    expect(page.locator(".understood .chip--on")).to_have_count(2)


def test_today_is_filtered_without_scripts(new_page):
    page = new_page(java_script_enabled=False, viewport={"width": 360, "height": 740})
    page.goto("/fi/today/")
    before = page.locator("[data-total]").inner_text()

    page.locator("#spoken").select_option("so")
    page.locator("#today button").click()

    assert "spoken=so" in page.url
    assert page.locator("[data-total]").inner_text() != before


def test_front_page_leads_to_todays_doors(browser_page):
    page = browser_page
    page.goto("/so/")

    page.locator('main a[href="/so/today/"]').click()

    page.wait_for_url("**/so/today/")
    expect(page.locator(".soon li").first).to_be_visible()


@pytest.mark.parametrize("language", ["fi", "ar"])
def test_results_on_paper_are_a_plain_list_with_times_and_places(browser_page, language):
    page = browser_page
    page.goto(f"/{language}/search/?spoken=so")

    page.emulate_media(media="print")

    for hidden in (".search", ".filters", ".sorts", ".site-nav", "nav[aria-label] .btn", "#wider"):
        assert [found for found in page.locator(hidden).all() if found.is_visible()] == [], hidden
    expect(page.locator("h1")).to_be_visible()
    expect(page.locator(".card__name").first).to_be_visible()
    expect(page.locator(".facts__when").first).to_be_visible()
    assert page.locator(".card [href^='tel:'], .facts > div:last-child").first.is_visible()
