"""A group comes in, on a phone, from its application to its own workspace; in Somali and in Arabic."""

import re

import pytest
from django.contrib.auth.models import Group
from django.core import mail

from accounts.actions.decide import accept_application
from accounts.models import Application
from directory.models import OrganizationRole
from directory.moderation import COORDINATORS
from guarding import forms
from tests.accounts.conftest import CODE, LINK
from tests.factories import OrganizationFactory, UserFactory
from tests.plugins.second_factor import sign_in_by_force

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

APPLICANT, VOUCHER = "amina@example.org", "naapurit@example.org"
PHONE = {"viewport": {"width": 360, "height": 740}, "locale": "fi-FI"}


@pytest.fixture
def coordinator(db):
    user = UserFactory(email="coordinator@example.org")
    user.groups.add(Group.objects.get(name=COORDINATORS))
    return user


@pytest.fixture
def phone(new_page, monkeypatch):
    # As if she had read the form
    monkeypatch.setattr(forms, "QUICKEST", -1)
    return new_page(**PHONE)


def found_in_mail(pattern: re.Pattern, to: str) -> str:
    """The path of the link, or the code, in the newest mail to somebody."""
    letter = next(each for each in reversed(mail.outbox) if each.to == [to])
    return re.sub(r"^https?://[^/]+", "", pattern.search(letter.body)[0])


def apply(phone, language: str) -> None:
    phone.goto(f"/{language}/apply/")
    values = {
        "organization": "Koox cusub",
        "voucher": "Naapurit ry",
        "about": "Waan kulannaa",
        "name": "Amina",
    }
    for name, value in (values | {"email": APPLICANT}).items():
        phone.fill(f"[name={name}]", value)
    phone.select_option("[name=kind]", "unregistered_group")
    phone.check("[name=languages][value=so]")
    send(phone, "main form .btn--big")


def press(phone) -> None:
    """The one big button of a page that a mail led to."""
    send(phone, "main .btn--big")


def send(phone, button: str) -> None:
    """Press a button that leads to another page, and wait for that."""
    with phone.expect_navigation():
        phone.click(button)


@pytest.mark.parametrize(("language", "direction"), [("so", "ltr"), ("ar", "rtl")])
def test_group_comes_in_from_its_application_to_its_workspace(phone, coordinator, axe, language, direction):
    OrganizationFactory(name_fi="Naapurit ry", slug="naapurit", email=VOUCHER)
    barriers = []

    apply(phone, language)
    barriers += axe(phone)
    phone.goto(found_in_mail(LINK, VOUCHER))
    barriers += axe(phone)
    press(phone)
    accept_application(Application.objects.get(), coordinator)
    invitation = found_in_mail(LINK, APPLICANT)
    # What a program that looks for dangerous mail does
    for _each in range(2):
        phone.request.get(invitation)
    phone.goto(invitation)
    barriers += axe(phone)
    assert phone.evaluate("document.dir") == direction
    press(phone)
    press(phone)
    barriers += axe(phone)
    phone.fill("[name=code]", found_in_mail(CODE, APPLICANT))
    send(phone, "main form .btn")

    assert phone.url.endswith(f"/{language}/workspace/koox-cusub/")
    assert phone.locator(".where__partner strong").inner_text() == "Koox cusub"
    assert OrganizationRole.objects.get(user__email=APPLICANT).role == "owner"
    assert barriers == []
    # The link once more
    phone.goto(invitation)
    assert OrganizationRole.objects.count() == 1
    assert phone.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_group_applies_without_javascript(new_page, monkeypatch):
    monkeypatch.setattr(forms, "QUICKEST", -1)
    OrganizationFactory(name_fi="Naapurit ry", slug="naapurit", email=VOUCHER)
    phone = new_page(**PHONE, java_script_enabled=False)

    apply(phone, "fi")

    assert phone.url.endswith("/fi/apply/sent/")


def test_passkey_is_added_and_signs_in(new_page, coordinator, site_url):
    page = new_page(**PHONE)
    sign_in_by_force(page, coordinator, site_url)
    device = page.context.new_cdp_session(page)
    device.send("WebAuthn.enable")
    options = {"protocol": "ctap2", "transport": "internal", "automaticPresenceSimulation": True}
    able = {"hasResidentKey": True, "hasUserVerification": True, "isUserVerified": True}
    device.send("WebAuthn.addVirtualAuthenticator", {"options": options | able})

    page.goto("/fi/account/passkeys/add/")
    page.click("#passkey_add")
    page.wait_for_url("**/fi/account/codes/")
    page.context.clear_cookies()
    page.goto("/fi/sign-in/")
    page.click("#passkey_login")
    page.wait_for_url("**/admin/")

    assert page.locator("h1").count() > 0
