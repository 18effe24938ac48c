"""Confirming by the link of a mail: looking changes nothing, one tap does, late or twice gets a kind word."""

import re

import pytest
from django.test import Client

from confirming.links import address_of
from directory import actions
from directory.models import Assurance, OrganizationRole, Service
from tests.cast import DAY, TODAY
from tests.directory.lives import log_of

ASKED = TODAY + 150 * DAY


@pytest.fixture
def link(after, listing, person, mailoutbox):
    """The address in the mail that an editor got, without the host."""
    person("en")
    after(150)
    (mail,) = mailoutbox
    return re.search(r"http://127\.0\.0\.1:8000(/en/confirm/\S+)", mail.body)[1]


def assured() -> object:
    return Assurance.objects.get().assured_date


def test_opening_the_link_shows_the_listing_and_changes_nothing(link, reader, listing):
    for _ in range(3):
        page = reader(link)

    assert page.texts("h1") == ["Perhekahvila"]
    assert page.texts("main form button") == ["Yes, it is still right"]
    assert assured() == TODAY
    assert log_of(listing.pk) == []


def test_one_tap_confirms_all_languages(link, client, listing):
    answer = client.post(link, follow=True)

    assert assured() == ASKED
    assert "Confirmed on 8 August 2026. Thank you!" in answer.text
    assert log_of(listing.pk) == ["directory.confirm"]


def test_link_works_once(link, client, listing, after):
    client.post(link)
    after(3)

    answer = client.post(link, follow=True)

    assert "Confirmed on 8 August 2026. Thank you!" in answer.text
    assert assured() == ASKED
    assert log_of(listing.pk) == ["directory.confirm"]


def test_link_that_somebody_else_was_quicker_with_says_so(link, reader, person, listing):
    actions.confirm(listing, person("fi", "owner"), "workspace")

    page = reader(link)

    assert page.texts('[role="status"]') == ["Confirmed on 8 August 2026. Thank you!"]
    assert page.all("main form") == []


def test_late_link_changes_nothing_and_says_what_to_do(link, client, after):
    after(91)

    answer = client.post(link)

    assert "This link is too old" in answer.text
    assert assured() == TODAY


@pytest.mark.parametrize("change", ["x", "", "%00", ":::"])
def test_link_that_was_cut_or_changed_does_nothing(link, client, change):
    address = link[:-3] + change

    assert "This link does not work" in client.get(address).text
    assert "This link does not work" in client.post(address).text
    assert assured() == TODAY


def test_link_of_somebody_who_has_left_does_nothing(link, client):
    OrganizationRole.objects.update(valid_until=TODAY)

    assert "looked after by others now" in client.post(link).text
    assert assured() == TODAY


def test_link_to_a_withdrawn_listing_says_so(link, client, listing):
    Service.objects.update(live=False)

    assert "not public any more" in client.post(link).text
    assert assured() == TODAY


def test_hidden_listing_is_shown_to_whoever_is_asked_and_comes_back(link, reader, client, after):
    after(215)
    reader("/en/services/kahvila/", status=404)
    mail_of_today = link_for(Assurance.objects.get())

    assert "Families do not see it now." in reader(mail_of_today).text
    client.post(mail_of_today)

    reader("/en/services/kahvila/")


def link_for(assurance: Assurance) -> str:
    user = OrganizationRole.objects.get().user
    return address_of(assurance.service, user, assurance.assured_date).removeprefix("http://127.0.0.1:8000")


def test_page_is_kept_by_nobody_and_found_by_no_search_engine(link, reader):
    page = reader(link)

    assert "no-store" in page.response.headers["Cache-Control"]
    assert page.all('meta[name="robots"]')[0]["content"] == "noindex"


def test_form_without_its_token_confirms_nothing(link):
    assert Client(enforce_csrf_checks=True).post(link).status_code == 403
    assert assured() == TODAY


def test_something_changed_leads_to_the_editor_or_to_signing_in(link, reader):
    (leads,) = {tag["href"] for tag in reader(link).all("main form a")}

    assert leads.startswith("/")
