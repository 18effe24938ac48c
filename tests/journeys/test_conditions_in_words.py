"""What was read out of the words shows as chips and comes off, with scripts and without."""

from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import expect

pytestmark = [pytest.mark.browser, pytest.mark.django_db]

CHIP = "#understood .chip--on"
ASKED = "/en/search/?q=free+help"


def query_of(page) -> dict[str, list[str]]:
    return parse_qs(urlsplit(page.url).query)


def take_the_chip_off(page) -> None:
    expect(page.locator(CHIP)).to_contain_text("Free of charge")
    expect(page.locator(CHIP)).to_contain_text("from your search")
    page.locator(CHIP).click()
    expect(page.locator(CHIP)).to_have_count(0)


def test_condition_comes_off_without_scripts_and_the_words_stay(new_page):
    page = new_page(java_script_enabled=False)
    page.goto(ASKED)

    take_the_chip_off(page)

    assert query_of(page) == {"q": ["free help"], "as_words": ["free.1"]}
    expect(page.locator("#understood h1 bdi")).to_have_text("free help")


def test_new_words_are_read_anew(new_page):
    page = new_page()
    page.goto(ASKED)
    take_the_chip_off(page)

    page.locator("input[name=q]").first.fill("free legal advice")
    page.locator("input[name=q]").first.press("Enter")
    page.wait_for_url("**q=free+legal+advice**")

    assert "as_words" not in query_of(page)
    expect(page.locator(CHIP)).to_contain_text("Free of charge")
