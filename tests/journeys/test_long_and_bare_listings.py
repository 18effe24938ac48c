"""Listings with much to say, on paper, and with nothing to be drawn with, on screen."""

import re

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.django_db]

#: Those with one place that had most to say in the long letters of Arabic and Sorani
LONG = ("a-tapaamispaikka-haapa", "c-kriisikeittio", "d-asuntoklinikka", "e-hakemusklinikka")
EDGE = """(card) => {
  card.className = "card";
  const { borderBlockEndWidth: width, borderBlockEndStyle: style } = getComputedStyle(card);
  return { width: parseFloat(width), style };
}"""


@pytest.mark.parametrize("language", ["ar", "ckb"])
@pytest.mark.parametrize("slug", LONG)
def test_listing_with_much_to_say_prints_on_one_sheet(browser_page, language, slug):
    browser_page.goto(f"/{language}/services/{slug}/")

    assert len(re.findall(rb"/Type\s*/Page[^s]", browser_page.pdf(format="A4"))) == 1


def test_card_without_a_topic_has_its_lower_edge(browser_page):
    browser_page.goto("/fi/search/")

    edge = browser_page.locator(".card").first.evaluate(EDGE)

    assert edge["style"] == "solid"
    assert edge["width"] >= 4
