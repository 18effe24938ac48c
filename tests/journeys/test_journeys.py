"""What people come for: a group in one's own language, with a keyboard alone, without scripts."""

import re

import pytest
from playwright.sync_api import expect

from directory.models import TaxonomyTerm
from directory.reading.texts import Text

pytestmark = [pytest.mark.browser, pytest.mark.django_db]

#: A listing whose texts are in Finnish alone, where Somali is spoken
FINNISH_ONLY = "b-laksyrinki"
TOPIC = "homework-help"
PHONE = {"width": 390, "height": 844}
#: Whether the focus can be seen on the element that has it
FOCUS = """() => {
  const element = document.activeElement, style = getComputedStyle(element);
  const shown = element.getBoundingClientRect();
  return {
    tag: element.tagName, name: element.name || element.className || element.textContent.trim(),
    isInMain: document.querySelector("main").contains(element),
    isSeen: shown.width > 0 && shown.height > 0 && (style.boxShadow !== "none"
      || (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2)),
  };
}"""


def topic_name(language: str) -> str:
    return getattr(TaxonomyTerm.objects.get(code=TOPIC, taxonomy__slug="topics"), f"name_{language}")


def open_filters(page) -> None:
    details = page.locator("details.filters")
    if details.get_attribute("open") is None:
        details.locator("> summary").click()


def test_family_in_somali_finds_a_group_that_is_described_in_finnish_only(browser_page):
    page = browser_page
    page.goto("/so/")

    page.locator("#q").press_sequentially(topic_name("so")[:6])
    page.locator(f'[role=option][data-value="{topic_name("so")}"]').click()
    page.wait_for_url(f"**/so/search/?topic={TOPIC}")
    open_filters(page)
    page.locator("input[name=spoken][value=so]").check()
    page.locator(".filters__go button").click()
    page.wait_for_url("**spoken=so**")
    page.locator(f'.card a[href="/so/services/{FINNISH_ONLY}/"]').click()

    page.wait_for_url(f"**/so/services/{FINNISH_ONLY}/")
    expect(page.locator("html")).to_have_attribute("lang", "so")
    expect(page.locator("h1 [lang=fi]")).to_have_attribute("dir", "ltr")
    expect(page.locator(".head .mark").first).to_be_visible()
    expect(page.locator('a[href="tel:+35890002121"]').first).to_be_visible()
    expect(page.locator(".mine")).to_have_count(1)


def test_theme_leads_to_listings_and_back_out_of_every_filter(browser_page):
    page = browser_page
    page.goto("/ar/")

    page.locator(".tiles a").first.click()
    page.wait_for_url("**/ar/search/?theme=**")
    page.locator("h1 .chip--topic").click()

    page.wait_for_url("**/ar/search/?")
    expect(page.locator(".card")).to_have_count(20)


def test_search_in_arabic_needs_no_more_than_a_keyboard(browser_page):
    page = browser_page
    page.goto("/ar/")

    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate(FOCUS)["isInMain"]
    expect(page.locator("#q")).to_be_focused()
    page.keyboard.type(topic_name("ar")[:6])
    expect(page.locator("[role=option]").first).to_be_visible()
    expect(page.locator("#q")).to_have_attribute("aria-expanded", "true")

    page.keyboard.press("ArrowDown")
    chosen = page.locator('[role=option][aria-selected="true"]')
    expect(chosen).to_have_count(1)
    expect(page.locator("#q")).to_have_attribute("aria-activedescendant", chosen.get_attribute("id"))
    address = chosen.get_attribute("data-href")
    page.keyboard.press("Enter")

    page.wait_for_url(lambda url: url.endswith(address))
    expect(page.locator("h1")).to_be_visible()


def test_suggestions_close_with_escape_and_the_words_stay(browser_page):
    page = browser_page
    page.goto("/fi/")
    page.locator("#q").press_sequentially(topic_name("fi")[:5])
    expect(page.locator("[role=listbox]")).to_be_visible()

    page.keyboard.press("Escape")

    expect(page.locator("[role=listbox]")).to_be_hidden()
    expect(page.locator("#q")).to_have_value(topic_name("fi")[:5])


def test_open_suggestions_have_no_barrier(browser_page, axe):
    page = browser_page
    page.goto("/ar/")
    page.locator("#q").press_sequentially(topic_name("ar")[:5])
    expect(page.locator("[role=option]").first).to_be_visible()

    assert axe(page) == []


@pytest.mark.parametrize("path", ["/ar/", "/ar/search/", f"/ar/services/{FINNISH_ONLY}/"])
def test_focus_is_seen_everywhere_and_never_trapped(browser_page, path):
    page = browser_page
    page.goto(path)
    stops = []

    for _ in range(250):
        page.keyboard.press("Tab")
        stops.append(page.evaluate(FOCUS))
        if stops[-1]["tag"] == "BODY":
            break

    assert stops.pop()["tag"] == "BODY"  # behind the last one the browser itself comes
    assert len(stops) > 20
    assert [stop for stop in stops if not stop["isSeen"]] == []


def test_search_filter_and_a_listing_work_without_scripts(new_page):
    page = new_page(java_script_enabled=False, viewport=PHONE)
    page.goto("/fi/")

    page.locator("#q").fill("läksyt")
    page.locator("form[role=search] button").click()
    page.locator("details.filters > summary").click()
    page.locator("input[name=spoken][value=so]").check()
    page.locator(".filters__go button").click()
    assert "spoken=so" in page.url
    assert re.search("q=l", page.url)
    page.locator(f'.card a[href="/fi/services/{FINNISH_ONLY}/"]').click()

    assert page.locator("h1").inner_text()
    assert page.locator("[data-share]").is_hidden()  # what needs a script is not offered
    assert page.locator("[data-print]").is_hidden()


def test_link_can_be_shared_and_a_page_printed_with_scripts(new_page):
    page = new_page(permissions=["clipboard-read", "clipboard-write"])
    page.goto(f"/fi/services/{FINNISH_ONLY}/")

    page.locator("[data-share]").click()

    expect(page.locator("[data-share] + output")).not_to_be_empty()
    expect(page.locator("[data-print]")).to_be_visible()


def test_place_is_asked_only_on_a_tap_and_sent_rounded(new_page):
    page = new_page(
        permissions=["geolocation"], viewport=PHONE, geolocation={"latitude": 60.17123, "longitude": 24.94567}
    )
    page.goto("/fi/search/")
    open_filters(page)

    page.locator("[data-near]").click()

    page.wait_for_url("**near=**")
    assert "near=60.170%2C24.950" in page.url
    assert "sort=nearest" in page.url
    page.locator("[data-sheet-close]").click()
    expect(page.locator(".card bdi").first).to_be_visible()


def test_reader_who_refuses_her_place_is_told_another_way(new_page):
    page = new_page(permissions=[], viewport=PHONE)
    page.goto("/en/search/")
    open_filters(page)

    page.locator("[data-near]").click()

    expect(
        page.get_by_text("Your device did not tell where you are. Choose an area or write a postal code.")
    ).to_be_visible()


def test_filters_stand_open_beside_the_results_on_a_wide_screen(new_page):
    page = new_page(viewport={"width": 1280, "height": 800})
    page.goto("/fi/search/")

    expect(page.locator("input[name=spoken][value=so]")).to_be_visible()
    expect(page.locator("details.filters > summary")).to_be_hidden()


def test_change_of_language_keeps_the_search(browser_page):
    page = browser_page
    page.goto("/fi/search/?spoken=so&free=1")

    page.locator(".langs__link[hreflang=zh-Hans]").click()

    page.wait_for_url("**/zh-hans/search/?spoken=so&free=1")
    expect(page.locator("html")).to_have_attribute("lang", Text("", "zh-hans").html_lang)
