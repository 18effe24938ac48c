"""Suggestions by keyboard and pointer, as the WAI-ARIA practices have it, in a right-to-left language too."""

import pytest
from playwright.sync_api import expect

from directory.models import TaxonomyTerm

pytestmark = [pytest.mark.browser, pytest.mark.django_db]

ACTIVE = '[role=option][aria-selected="true"]'


@pytest.fixture
def letters(demo_site) -> str:
    """The beginning of a topic's Arabic name, for which there are several suggestions."""
    return TaxonomyTerm.objects.get(code="homework-help", taxonomy__slug="topics").name_ar[:4]


@pytest.fixture
def page(browser_page, letters):
    """The front page in Arabic, with some letters typed and suggestions shown."""
    browser_page.goto("/ar/")
    browser_page.locator("#q").press_sequentially(letters)
    expect(browser_page.locator("[role=option]").nth(1)).to_be_visible()
    return browser_page


def active(page) -> str | None:
    return page.locator("#q").get_attribute("aria-activedescendant")


def option_ids(page) -> list[str]:
    return [option.get_attribute("id") for option in page.locator("[role=option]").all()]


def test_field_and_list_are_tied_together(page):
    field, options = page.locator("#q"), page.locator("[role=listbox]")

    expect(field).to_have_attribute("role", "combobox")
    expect(field).to_have_attribute("aria-expanded", "true")
    expect(field).to_have_attribute("aria-controls", options.get_attribute("id"))
    expect(options).to_have_attribute("aria-label", page.locator("label[for=q]").inner_text())
    expect(page.locator(".search__row output")).to_contain_text(str(len(option_ids(page))))


def test_arrows_go_round_and_the_focus_stays_in_the_field(page):
    ids = option_ids(page)

    page.keyboard.press("ArrowDown")
    down = active(page)
    page.keyboard.press("ArrowUp")
    round_the_top = active(page)
    page.keyboard.press("ArrowDown")

    assert (down, round_the_top, active(page)) == (ids[0], ids[-1], ids[0])
    expect(page.locator(ACTIVE)).to_have_count(1)
    expect(page.locator("#q")).to_be_focused()


def test_home_and_end_belong_to_the_list_once_one_is_in_it(page, letters):
    ids = option_ids(page)

    page.keyboard.press("End")
    in_the_text = active(page)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("End")
    last = active(page)
    page.keyboard.press("Home")

    assert (in_the_text, last, active(page)) == (None, ids[-1], ids[0])
    expect(page.locator("#q")).to_have_value(letters)


def test_escape_closes_and_alt_down_opens_without_going_in(page, letters):
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Escape")
    expect(page.locator("[role=listbox]")).to_be_hidden()
    expect(page.locator("#q")).to_have_attribute("aria-expanded", "false")
    expect(page.locator("#q")).to_have_value(letters)

    page.keyboard.press("Alt+ArrowDown")

    expect(page.locator("[role=listbox]")).to_be_visible()
    assert active(page) is None
    page.keyboard.press("Alt+ArrowUp")
    expect(page.locator("[role=listbox]")).to_be_hidden()
    page.keyboard.press("ArrowDown")
    expect(page.locator(ACTIVE)).to_have_count(1)


def test_enter_opens_what_is_chosen(page):
    page.keyboard.press("ArrowDown")
    address = page.locator(ACTIVE).get_attribute("data-href")

    page.keyboard.press("Enter")

    page.wait_for_url(lambda url: url.endswith(address))


def test_enter_without_a_choice_searches_for_the_words(page):
    page.keyboard.press("Enter")

    page.wait_for_url("**/ar/search/?q=**")
    expect(page.locator("h1 bdi")).to_be_visible()


def test_pointer_chooses_too(page):
    address = page.locator("[role=option]").nth(1).get_attribute("data-href")

    page.locator("[role=option]").nth(1).click()

    page.wait_for_url(lambda url: url.endswith(address))


def test_list_stays_within_the_page_from_right_to_left(page):
    field, options = (
        page.locator(".search__row").bounding_box(),
        page.locator("[role=listbox]").bounding_box(),
    )

    assert abs(options["x"] - field["x"]) < 2
    assert options["x"] + options["width"] <= page.viewport_size["width"]


def test_quick_typing_asks_once(browser_page, letters):
    page, asked = browser_page, []
    page.goto("/ar/")
    page.on("request", lambda request: asked.append(request.url) if "suggestions" in request.url else None)

    page.locator("#q").press_sequentially(letters, delay=20)
    expect(page.locator("[role=option]").first).to_be_visible()

    assert len(asked) == 1


def test_old_answer_that_comes_late_is_dropped(browser_page, letters):
    page, held = browser_page, []

    def hold_the_first(route):
        held.append(route)
        if len(held) > 1:
            route.fallback()

    page.goto("/ar/")
    page.route("**/suggestions/**", hold_the_first)
    with page.expect_request("**/suggestions/**"):
        page.locator("#q").press_sequentially(letters)
    with page.expect_response("**/suggestions/**"):
        page.locator("#q").press_sequentially(" xyzzyx")

    held[0].fulfill(body='<li role="option" data-value="old" data-href="/old/">old</li>')
    page.evaluate("fetch('/static/img/wordmark.svg').then((answer) => answer.text())")

    assert len(held) == 2
    assert page.locator("[role=option]").all_inner_texts() == []
