"""Confirming, feedback and the small pages of the workspace in a browser: without a script, at 320 px."""

from datetime import date

import pytest
from django.conf import settings as project
from django.contrib.sessions.backends.db import SessionStore
from playwright.sync_api import expect

from confirming.links import address_of
from directory.choices import PersonRole
from directory.models import Assurance, OrganizationRole, Service
from feedback.models import Feedback
from readership.models import PageCount
from tests.cast import TODAY
from tests.factories import UserFactory
from tests.journeys.test_every_page import SIDEWAYS

pytestmark = [pytest.mark.browser, pytest.mark.django_db]

LANGUAGES = ["fi", "ar"]
LISTING = "a-imetystiistai"


@pytest.fixture
def listing(demo_site, db) -> Service:
    return Service.objects.get(slug=LISTING)


@pytest.fixture
def editor(listing):
    user = UserFactory(email="editor@example.org", first_name="Amina")
    OrganizationRole.objects.create(user=user, organization=listing.organization, role=PersonRole.EDITOR)
    return user


@pytest.fixture
def signed_in(editor, site_url):
    """Let a page belong to the editor."""
    session = SessionStore()
    session.update(
        {
            "_auth_user_id": str(editor.pk),
            "_auth_user_backend": project.AUTHENTICATION_BACKENDS[0],
            "_auth_user_hash": editor.get_session_auth_hash(),
        }
    )
    session.save()

    def sign_in(page):
        page.context.add_cookies([{"name": "sessionid", "value": session.session_key, "url": site_url}])
        return page

    return sign_in


@pytest.fixture
def link(listing, editor):
    """The way of a mail's link, in a language."""

    def make(language: str) -> str:
        editor.interface_language = language
        assurance = Assurance.objects.get(service=listing)
        whole = address_of(listing, editor, assurance.assured_date)
        return whole.removeprefix(project.SITE_URL.rstrip("/"))

    return make


def barriers(page, axe) -> tuple[list, list]:
    page.set_viewport_size({"width": 320, "height": 740})
    return axe(page), page.evaluate(SIDEWAYS)


@pytest.mark.parametrize("language", LANGUAGES)
def test_feedback_is_given_in_three_taps_without_a_script(new_page, language, monkeypatch):
    # The clock stands still here: as if the reader had taken her time
    monkeypatch.setattr("guarding.forms.QUICKEST", -1)
    page = new_page(java_script_enabled=False)
    page.goto(f"/{language}/services/{LISTING}/")

    page.locator(f"a[href*='feedback/?service={LISTING}']").click()
    page.locator("input[value=times]").check()
    page.locator("main form button").click()

    expect(page.locator("main [role=status]")).to_be_visible()
    assert Feedback.objects.get().kind == "times"


@pytest.mark.parametrize("language", ["so", "ar"])
def test_listing_is_confirmed_in_two_taps_from_the_mail(new_page, link, listing, language):
    Assurance.objects.filter(service=listing).update(assured_date=date(2025, 9, 1))
    page = new_page(java_script_enabled=False, viewport={"width": 360, "height": 740})

    page.goto(link(language))
    expect(page.locator("main form button")).to_be_in_viewport()
    page.locator("main form button").click()

    expect(page.locator("main [role=status]")).to_be_visible()
    assert Assurance.objects.get(service=listing).assured_date == TODAY


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_without_signing_in_have_no_barriers(browser_page, axe, link, listing, language):
    Assurance.objects.filter(service=listing).update(assured_date=date(2025, 9, 1))
    addresses = (
        *(link(language), f"/{language}/confirm/?key=x"),
        *(f"/{language}/feedback/", f"/{language}/feedback/?service={LISTING}"),
        *(f"/{language}/feedback/answer/", f"/{language}/feedback/answer/?code=AAAABBBBCCCC"),
    )

    found = {}
    for address in addresses:
        browser_page.goto(address)
        found[address] = barriers(browser_page, axe)

    assert {address: problems for address, problems in found.items() if problems != ([], [])} == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_of_the_workspace_have_no_barriers(browser_page, axe, signed_in, listing, language):
    feedback = Feedback.objects.create(service=listing, kind="times", language_code="so", words="Waa khalad")
    PageCount.objects.create(service=listing, language_code="so", month=TODAY.replace(day=1), number=12)
    Service.objects.filter(pk=listing.pk).update(closed_from=TODAY)
    page, room = signed_in(browser_page), f"/{language}/workspace/{listing.organization.slug}/"
    addresses = ("closed/", "room/", f"room/{LISTING}/", "feedback/", f"feedback/{feedback.pk}/", "numbers/")

    found = {}
    for address in addresses:
        page.goto(room + address)
        found[address] = barriers(page, axe)

    assert {address: problems for address, problems in found.items() if problems != ([], [])} == {}
