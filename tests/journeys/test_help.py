"""A mother without Finnish asks for help on a small phone, and somebody of the unit answers her."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone
from playwright.sync_api import Page, expect

from contact.contents import Contents
from contact.models import HelpRequest, Receiver, ReceivingUnit
from tests.factories import UserFactory
from tests.journeys.test_every_page import SIDEWAYS
from tests.plugins.second_factor import sign_in_by_force

pytestmark = [pytest.mark.browser, pytest.mark.django_db]

PHONE = {"width": 360, "height": 740}
MOST_STEPS = 120


@pytest.fixture(autouse=True)
def unit(demo_site):
    """The demo's own."""
    return ReceivingUnit.objects.get(is_default=True)


def tab_to(page: Page, selector: str) -> None:
    """Press Tab until the focus is there."""
    for _ in range(MOST_STEPS):
        if page.locator(f"{selector}:focus").count():
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"The keyboard does not reach {selector}")


def test_mother_asks_for_help_in_arabic_by_keyboard_without_a_script(new_page):
    page = new_page(viewport=PHONE, java_script_enabled=False)
    page.goto("/ar/")
    tab_to(page, ".site-nav a[href='/ar/help/']")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("أحتاج مساعدة")
    tab_to(page, "input[value=parenting]")
    page.keyboard.press("Space")
    tab_to(page, "#id_words")
    page.keyboard.type("ابني لا ينام ولا أعرف ماذا أفعل")
    tab_to(page, "#id_phone")
    page.keyboard.type("040 123 4567")
    tab_to(page, "#id_wants_interpreter")
    page.keyboard.press("Space")
    tab_to(page, "form.form .btn--big")

    with time_machine.travel(timezone.now() + timedelta(minutes=2), tick=False):
        page.keyboard.press("Enter")
        expect(page.locator(".help__code")).to_have_text(re.compile(r"\w{4}-\w{4}-\w{4}"))

    kept = Contents.opened(HelpRequest.objects.get().contents)
    assert (kept.topics, kept.phone, kept.language) == (("parenting",), "040 123 4567", "ar")
    assert kept.words == "ابني لا ينام ولا أعرف ماذا أفعل"
    assert kept.wants_interpreter
    assert page.evaluate(SIDEWAYS) == []


def test_words_that_found_nothing_are_in_the_form_of_help_without_a_script_a_cookie_or_an_address(new_page):
    page = new_page(java_script_enabled=False, viewport=PHONE)
    page.goto("/fi/search/?q=vuokrarästi")

    with page.expect_navigation():
        page.locator(".site-nav a[href$='/help/']").click()

    assert page.locator("textarea[name=words]").input_value() == "vuokrarästi"
    assert page.url.endswith("/fi/help/")
    assert page.context.cookies() == []


@pytest.mark.parametrize(("language", "width"), [("fi", 320), ("ar", 360)])
def test_pages_of_help_have_no_barrier_and_scroll_one_way(new_page, axe, valid_html, language, width):
    page = new_page(viewport={"width": width, "height": 740})
    problems = {}
    for path in ("help/?theme=safety-violence", "help/status/", "help/status/?code=AAAA"):
        html = page.goto(f"/{language}/{path}").text()
        valid_html(html)
        problems[path] = axe(page) + page.evaluate(SIDEWAYS)

    assert {path: found for path, found in problems.items() if found} == {}


def test_receiver_opens_and_answers_on_a_phone(new_page, axe, site_url, unit):
    user = UserFactory()
    Receiver.objects.create(unit=unit, user=user)
    contents = Contents(words="Tarvitsen apua", phone="040 123 4567", language="so", topics=("parenting",))
    HelpRequest.objects.create(
        code_digest="0" * 64, unit=unit, contents=contents.sealed(), told_at=timezone.now()
    )
    page = new_page(viewport=PHONE)
    sign_in_by_force(page, user, site_url)
    page.goto("/fi/help/requests/")
    assert axe(page) == []
    page.locator(".rows__link").click()
    page.locator("form[action$='/open/'] button").click()
    expect(page.locator("a[href='tel:+358401234567']")).to_be_visible()
    assert axe(page) == []
    assert page.evaluate(SIDEWAYS) == []

    page.locator("form[action$='/answer/'] button").click()

    expect(page.locator("[role=status]")).to_be_visible()
    assert HelpRequest.objects.get().answered_at
