"""From an application to a listing confirmed from its mail, in Somali and in Arabic, page by page."""

import re
from datetime import timedelta
from io import StringIO

import pytest
from django.core import mail
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from accounts.actions.decide import accept_application
from accounts.models import Application
from directory import actions
from directory.models import Service
from guarding.forms import QUICKEST
from tests.accounts.conftest import CODE, LINK
from tests.factories import OrganizationFactory
from tests.plugins.pages import Page

pytestmark = pytest.mark.django_db

VOLUNTEER, VOUCHER = "amina@example.org", "naapurit@example.org"
WEEKLY = {"rhythm": "weekly", "weekdays": ["1"], "opens_at": "17", "closes_at": "19"}


@pytest.fixture
def volunteer(time_machine_now, django_capture_on_commit_callbacks):
    """Opens pages and sends their forms as a browser does, mails included; the clock moves as she reads."""
    return Volunteer(time_machine_now, django_capture_on_commit_callbacks)


class Volunteer:
    def __init__(self, clock, committing):
        self.client, self.clock, self.committing = Client(), clock, committing

    def open(self, address: str) -> Page:
        self.address = address
        response = self.client.get(address, follow=True)
        assert response.status_code == 200, address
        if response.redirect_chain:
            self.address = response.redirect_chain[-1][0]
        self.page = Page(response)
        return self.page

    def send(self, values: dict | None = None, form: str = "main form:not([data-leaves])") -> Page:
        """Fill in the first of such forms on the page; its hidden fields and action go with it."""
        self.clock.shift(QUICKEST + 1)
        (found, *_others) = self.page.all(form)
        hidden = {each["name"]: each["value"] for each in found.select("input[type=hidden]")}
        with self.committing(execute=True):
            response = self.client.post(
                found.get("action") or self.address, hidden | (values or {}), follow=True
            )
        assert response.status_code == 200, response.status_code
        assert not Page(response).texts(".field__error"), Page(response).texts(".field__error")
        self.address = response.redirect_chain[-1][0] if response.redirect_chain else self.address
        self.page = Page(response)
        return self.page


def posted(to: str, pattern: re.Pattern = LINK) -> str:
    """The link, or the code, in the newest mail to somebody."""
    letter = next(each for each in reversed(mail.outbox) if each.to == [to])
    return re.sub(r"^https?://[^/]+", "", pattern.search(letter.body)[0])


def come_in(volunteer: Volunteer, coordinator, language: str) -> None:
    volunteer.open(f"/{language}/apply/")
    applied = {"organization": "Koox cusub", "kind": "unregistered_group", "voucher": "Naapurit ry"}
    said = {"about": "Waan kulannaa", "languages": ["so"], "name": "Amina", "email": VOLUNTEER}
    volunteer.send(applied | said)
    volunteer.open(posted(VOUCHER))
    volunteer.send({"answer": "yes"})
    with volunteer.committing(execute=True):
        accept_application(Application.objects.get(), coordinator)
    volunteer.open(posted(VOLUNTEER))
    volunteer.send()
    volunteer.send()
    volunteer.send({"action": "verify", "code": posted(VOLUNTEER, CODE)})


def tell_of_a_group(volunteer: Volunteer, language: str) -> Service:
    volunteer.open(volunteer.page.all("a[href$='listings/new/']")[0]["href"])
    volunteer.send({"name": "Koox", "description": "Waan kulannaa.", "language": language})
    listing = Service.objects.get()
    here = volunteer.address.removesuffix("topics/")
    volunteer.open(f"{here}audience/")
    volunteer.send({"languages": ["so"]})
    volunteer.open(f"{here}times/new/")
    volunteer.send(WEEKLY)
    volunteer.open(f"{here}place/")
    volunteer.send({"channels": ["phone"]})
    volunteer.send({"entry": "walk_in", **rows("phones"), **rows("urls")})
    volunteer.open(here)
    volunteer.send(form="form[action$='do/send/']")
    return listing


def rows(name: str) -> dict[str, str]:
    return {f"{name}-TOTAL_FORMS": "0", f"{name}-INITIAL_FORMS": "0"}


@pytest.mark.parametrize("language", ["so", "ar"])
def test_group_goes_the_whole_way_in_its_language(volunteer, coordinator, language):
    OrganizationFactory(name_fi="Naapurit ry", slug="naapurit", email=VOUCHER)

    come_in(volunteer, coordinator, language)
    assert volunteer.address == f"/{language}/workspace/koox-cusub/"
    listing = tell_of_a_group(volunteer, language)
    with volunteer.committing(execute=True):
        actions.approve(listing, coordinator)
    assert posted(VOLUNTEER).startswith(f"/{language}/workspace/koox-cusub/listings/")
    listing.refresh_from_db()
    volunteer.clock.shift(timedelta(days=160))
    with volunteer.committing(execute=True):
        call_command("run_daily", stdout=StringIO())
    volunteer.client = Client()
    asked = posted(VOLUNTEER)
    for _scanner in range(2):
        volunteer.open(asked)
    volunteer.send()

    listing.refresh_from_db()
    assert asked.startswith(f"/{language}/")
    assert listing.live
    assert listing.assurance.assured_date == timezone.localdate()
    pages = [asked, f"/{language}/services/{listing.slug}/"]
    assert all(volunteer.open(address).tree.html["lang"] == language for address in pages)
