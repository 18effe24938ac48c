"""Filters work in place: an address for every state, the focus where it was, the browser's way on failure."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = [pytest.mark.browser, pytest.mark.django_db]

PHONE = {"width": 360, "height": 740}
WIDE = {"width": 1280, "height": 800}
SOMALI = ".pick input[name=spoken][value=so]"
FREE = ".pick input[name=free]"
#: The live region that says how many were found
SAID = "body > output"
IS_IN_SHEET = """document.activeElement === document.body
  || document.querySelector(".filters").contains(document.activeElement)"""
COUNT_ASKING = """window.askedTimes = 0;
const ask = navigator.geolocation.getCurrentPosition.bind(navigator.geolocation);
navigator.geolocation.getCurrentPosition = (...all) => { window.askedTimes += 1; ask(...all); };"""


@pytest.fixture
def wide_page(new_page):
    return new_page(viewport=WIDE)


@pytest.fixture
def phone_page(new_page):
    return new_page(viewport=PHONE)


def total(page) -> str:
    return page.locator("[data-total]").inner_text()


def asked_pages(page) -> list[str]:
    """The addresses of results pages that a page asks for from now on."""
    asked = []
    page.on("request", lambda request: asked.append(request.url) if "/search/?" in request.url else None)
    return asked


def test_filter_by_keyboard_updates_in_place_and_keeps_the_focus(wide_page):
    page = wide_page
    page.goto("/en/search/")
    before = total(page)
    page.evaluate("window.isSamePage = true")

    page.locator(SOMALI).focus()
    at = page.locator(SOMALI).bounding_box()["y"]
    page.keyboard.press("Space")
    page.wait_for_url("**/en/search/?spoken=so")

    expect(page.locator("[data-total]")).not_to_have_text(before)
    assert page.locator(".chips .chip--on").inner_text().endswith("Somali")
    assert page.evaluate("window.isSamePage")
    expect(page.locator(SOMALI)).to_be_focused()
    expect(page.locator(SOMALI)).to_be_checked()
    assert abs(page.locator(SOMALI).bounding_box()["y"] - at) < 2
    expect(page.locator(SAID)).to_have_text(total(page))
    assert page.title().startswith(total(page))
    assert page.locator(".langs a[hreflang=ar]").first.get_attribute("href").endswith("/ar/search/?spoken=so")


def test_address_of_a_state_gives_the_same_page_when_it_is_opened(wide_page):
    page = wide_page
    page.goto("/en/search/")
    page.locator(SOMALI).check()
    page.wait_for_url("**spoken=so")
    page.locator(".pick input[name=when][value=week]").check()
    page.wait_for_url("**when=week**")
    expect(page.locator(".chips .chip--on")).to_have_count(2)
    in_place = page.locator("#results").inner_text(), page.locator("#filters").inner_text()

    page.goto(page.url)

    assert (page.locator("#results").inner_text(), page.locator("#filters").inner_text()) == in_place


def test_back_and_forward_go_through_the_states(wide_page):
    page = wide_page
    page.goto("/fi/search/")
    first = total(page)
    page.locator(SOMALI).check()
    page.wait_for_url("**spoken=so")
    expect(page.locator("[data-total]")).not_to_have_text(first)
    second = total(page)
    page.locator(FREE).check()
    page.wait_for_url("**free=1**")
    expect(page.locator(".chips .chip--on")).to_have_count(2)

    page.go_back()
    expect(page.locator(FREE)).not_to_be_checked()
    assert (total(page), page.locator(SOMALI).is_checked()) == (second, True)
    page.go_back()
    expect(page.locator(SOMALI)).not_to_be_checked()
    assert total(page) == first
    page.go_forward()
    expect(page.locator(SOMALI)).to_be_checked()

    assert total(page) == second


def test_last_of_two_quick_changes_wins(wide_page):
    page, held = wide_page, []

    def hold_the_first(route):
        held.append(route)
        if len(held) > 1:
            route.fallback()

    page.goto("/fi/search/")
    page.route("**/search/?*", hold_the_first)
    with page.expect_request("**/search/?*"):
        page.locator(SOMALI).check()
    page.locator(FREE).check()
    page.wait_for_url("**free=1**")

    held[0].fulfill(body="too late", content_type="text/html")
    page.evaluate("fetch('/static/img/wordmark.svg').then((answer) => answer.text())")

    assert len(held) == 2
    expect(page.locator(".chips .chip--on")).to_have_count(2)


def test_tap_that_began_before_the_results_came_is_not_lost(phone_page):
    page, held = phone_page, []

    def hold(route):
        held.append(route)

    page.goto("/fi/search/")
    page.locator(".filters > summary").click()
    page.route("**/search/?*", hold)
    with page.expect_request("**/search/?*"):
        page.locator(SOMALI).check()
    page.locator(".filters__go button").hover()
    page.mouse.down()

    with page.expect_response("**/search/?*") as answered:
        held[0].fallback()
    answered.value.finished()
    page.unroute("**/search/?*")
    page.evaluate("fetch('/static/img/wordmark.svg').then((answer) => answer.text())")
    page.mouse.up()

    expect(page.locator(".filters[open]")).to_have_count(0)
    expect(page.locator(".chips .chip--on")).to_have_count(1)


def test_chip_comes_off_in_place_and_the_focus_goes_to_the_number(wide_page):
    page = wide_page
    page.goto("/fi/search/?spoken=so&free=1")
    page.evaluate("window.isSamePage = true")

    page.locator(".chips .chip--on").first.focus()
    page.keyboard.press("Enter")

    expect(page.locator(".chips .chip--on")).to_have_count(1)
    expect(page.locator("h1")).to_be_focused()
    assert page.evaluate("window.isSamePage")


def test_order_changes_in_place(wide_page):
    page = wide_page
    page.goto("/fi/search/?spoken=so")

    page.locator(".sorts a").last.click()
    page.wait_for_url("**sort=soonest**")

    expect(page.locator(".sorts a").last).to_have_attribute("aria-current", "true")
    expect(page.locator(".sorts a").last).to_be_focused()


def test_search_that_fails_falls_back_to_the_browser(wide_page):
    page = wide_page
    page.goto("/fi/search/")
    asked = []

    def fail_the_first(route):
        asked.append(route.request.url)
        if len(asked) == 1:
            route.abort()
        else:
            route.fallback()

    page.route("**/search/?*", fail_the_first)
    page.evaluate("window.isSamePage = true")

    page.locator(SOMALI).check()
    page.wait_for_url("**spoken=so")

    expect(page.locator(".chips .chip--on")).to_have_count(1)
    assert page.evaluate("window.isSamePage") is None


def test_empty_result_in_place_has_its_style_and_leads_on(wide_page):
    page = wide_page
    page.goto("/fi/search/?q=xyzzyx")
    opened = page.locator(".panel--action").evaluate("panel => getComputedStyle(panel).backgroundColor")
    page.goto("/fi/search/?free=1")

    page.locator("#postal_code").fill("99999")
    page.keyboard.press("Enter")
    page.wait_for_url("**postal_code=99999**")

    expect(page.locator(".blank")).to_be_visible()
    assert (
        page.locator(".panel--action").evaluate("panel => getComputedStyle(panel).backgroundColor") == opened
    )


def test_more_filters_that_were_opened_stay_open(wide_page):
    page = wide_page
    page.goto("/fi/search/")
    page.locator("#more-title").click()

    page.locator(FREE).check()
    page.wait_for_url("**free=1")

    expect(page.locator(".chips .chip--on")).to_have_count(1)
    expect(page.locator("#more .pick").first).to_be_visible()


def test_several_children_are_added_one_by_one(wide_page):
    page = wide_page
    page.goto("/en/search/")

    page.locator("#age").fill("3")
    page.keyboard.press("Enter")
    page.wait_for_url("**age=3")
    expect(page.locator("#age")).to_be_focused()
    expect(page.locator("#age")).to_have_value("")
    page.keyboard.type("0")
    page.locator("#age-add").click()
    page.wait_for_url("**age=3&age=0")

    chips = page.locator(".chips .chip--on")
    expect(chips).to_have_count(2)
    assert [chip.split("\n")[-1] for chip in chips.all_inner_texts()] == [
        "Child aged 3",
        "Child under one year",
    ]
    expect(page.get_by_text("Suits the child").first).to_be_visible()


def test_age_that_is_none_is_said_at_the_field(wide_page, axe):
    page = wide_page
    page.goto("/en/search/")

    page.locator("#age").fill("three")
    page.keyboard.press("Enter")

    expect(page.locator("#age_error")).to_be_visible()
    expect(page.locator("#age")).to_have_attribute("aria-invalid", "true")
    expect(page.locator("#age")).to_have_value("three")
    assert axe(page) == []


def test_sheet_on_a_phone_hides_what_it_lies_over_and_shows_what_it_found(phone_page):
    page = phone_page
    page.goto("/ar/search/")
    page.locator("#narrow").click()
    words = page.locator("[data-sheet-close]").inner_text()

    page.locator(SOMALI).check()
    page.wait_for_url("**spoken=so")

    expect(page.locator("[data-sheet-close]")).not_to_have_text(words)
    expect(page.locator(".card").first).to_be_hidden()
    expect(page.locator("[data-sheet-close]")).to_be_in_viewport()
    page.locator("[data-sheet-close]").click()
    expect(page.locator(".card").first).to_be_visible()
    expect(page.locator(SOMALI)).to_be_hidden()
    expect(page.locator("h1")).to_be_focused()


def test_open_sheet_has_no_barrier(new_page, axe):
    # So high that the button at its foot covers no half of a box
    page = new_page(viewport={"width": 360, "height": 4_000})
    page.goto("/ar/search/?spoken=so&free=1")

    page.locator("#narrow").click()

    assert axe(page) == []


def test_keyboard_stays_in_the_open_sheet_until_escape(phone_page):
    page = phone_page
    page.goto("/fi/search/")
    page.locator("#narrow").focus()
    page.keyboard.press("Enter")

    for _ in range(80):
        page.keyboard.press("Tab")
        assert page.evaluate(IS_IN_SHEET)
    page.locator("#age").focus()
    page.keyboard.press("Escape")

    expect(page.locator("#narrow")).to_be_focused()
    expect(page.locator("#age")).to_be_hidden()


def test_all_comes_off_in_the_sheet(phone_page):
    page = phone_page
    page.goto("/fi/search/?spoken=so&free=1")
    page.locator("#narrow").click()

    page.locator("#filters a[data-in-place]").click()
    page.wait_for_url("**/fi/search/?")

    expect(page.locator(SOMALI)).not_to_be_checked()
    expect(page.locator("#narrow")).to_be_focused()


def test_place_is_not_asked_before_a_tap_and_the_reason_stands_beside_it(new_page):
    page = new_page(
        viewport=WIDE, permissions=["geolocation"], geolocation={"latitude": 60.2, "longitude": 25}
    )
    page.add_init_script(COUNT_ASKING)
    page.goto("/en/search/")
    near = page.locator("[data-near]")

    expect(near).to_be_visible()
    expect(near).to_have_accessible_description(re.compile("rounded to about 500 metres"))
    page.locator(SOMALI).check()
    page.wait_for_url("**spoken=so")

    expect(page.locator("[data-near]")).to_be_visible()
    assert page.evaluate("window.askedTimes") == 0


def test_place_that_is_given_is_rounded_in_the_address(new_page):
    page = new_page(
        viewport=WIDE, permissions=["geolocation"], geolocation={"latitude": 60.17123, "longitude": 24.94567}
    )
    asked = asked_pages(page)
    page.goto("/fi/search/?spoken=so")

    page.locator("[data-near]").click()
    page.wait_for_url("**near=**")

    assert "near=60.170%2C24.950" in page.url
    assert "sort=nearest" in page.url
    assert "spoken=so" in page.url
    assert [address for address in asked if "17123" in address or "94567" in address] == []
    expect(page.locator(".card bdi").first).to_be_visible()
    expect(page.locator(".chips .chip--on")).to_have_count(2)


def test_reader_who_refuses_is_led_to_area_and_postal_code(new_page):
    page = new_page(viewport=PHONE, permissions=[])
    page.goto("/en/search/")
    page.locator("#narrow").click()

    page.locator("[data-near]").click()
    expect(page.locator("[data-near] + output")).to_have_text(
        "Your device did not tell where you are. Choose an area or write a postal code."
    )
    page.locator("#area").select_option(index=1)

    page.wait_for_url("**area=**")
    expect(page.locator("#postal_code")).to_be_visible()


def test_todays_doors_are_filtered_in_place(wide_page):
    page = wide_page
    page.goto("/fi/today/")
    before = total(page)

    page.locator("#spoken").select_option("so")
    page.wait_for_url("**/fi/today/?spoken=so")

    expect(page.locator("[data-total]")).not_to_have_text(before)
    expect(page.locator("#spoken")).to_have_value("so")
    expect(page.locator(SAID)).to_have_text(total(page))
    page.go_back()
    expect(page.locator("[data-total]")).to_have_text(before)
