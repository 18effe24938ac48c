"""Two people edit one listing in the admin: the second is told and sees both versions (DESIGN, trap 10)."""

import pytest
from bs4 import BeautifulSoup
from wagtail.models import TaskState

from directory import actions
from directory.models import Service
from tests.directory.admin_forms import opened, posted, url_of
from tests.directory.lives import keep, latest, published
from tests.factories import ServiceFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def listing(admin):
    return published(admin.user, name_fi="Alku")


def form_of(client, service) -> dict:
    page = client.get(url_of("edit", service.pk))
    return posted(page.context["form"]) | opened(page)


def comparison(response) -> str:
    """The address of the comparison that a refusal leads to."""
    tree = BeautifulSoup(response.content, "html.parser")
    (address,) = {link["href"] for link in tree.select('a[href*="/compare/"]')}
    return address


def test_the_second_one_is_led_to_what_the_first_one_changed(admin, listing):
    mine = form_of(admin, listing)
    keep(listing, admin.user, name_fi="Ensimmäinen")

    refused = admin.post(url_of("edit", listing.pk), mine | {"name_fi": "Toinen"})
    compared = BeautifulSoup(admin.get(comparison(refused)).content, "html.parser")

    assert latest(listing).name_fi == "Ensimmäinen"
    assert refused.context["form"]["name_fi"].value() == "Toinen"
    assert [each.get_text() for each in compared.select(".deletion, .addition")] == ["Alku", "Ensimmäinen"]


def test_what_was_typed_is_saved_by_somebody_who_has_seen_the_other_version(admin, listing):
    mine = form_of(admin, listing)
    keep(listing, admin.user, name_fi="Ensimmäinen")
    refused = admin.post(url_of("edit", listing.pk), mine | {"name_fi": "Toinen"})

    admin.post(url_of("edit", listing.pk), posted(refused.context["form"]) | opened(refused))

    assert latest(listing).name_fi == "Toinen"


@pytest.mark.parametrize("claimed", [None, "", "0", "x"])
def test_an_edit_that_does_not_say_what_it_started_from_is_refused(claimed, admin, listing):
    mine = {name: value for name, value in form_of(admin, listing).items() if "loaded" not in name}
    claim = {} if claimed is None else {"loaded_revision_id": claimed}

    refused = admin.post(url_of("edit", listing.pk), mine | claim | {"name_fi": "Toinen"})

    assert latest(listing).name_fi == "Alku"
    assert admin.get(comparison(refused)).status_code == 200


def test_two_people_who_begin_with_an_imported_listing_do_not_overwrite_each_other(admin):
    listing = ServiceFactory(name_fi="Tuotu")
    mine = form_of(admin, listing)
    keep(listing, admin.user, name_fi="Ensimmäinen")

    admin.post(url_of("edit", listing.pk), mine | {"name_fi": "Toinen"})

    assert latest(listing).name_fi == "Ensimmäinen"


def test_an_edit_from_before_a_rule_is_not_approved_and_the_reviewer_is_told_why(admin, listing):
    revision = keep(listing, admin.user, name_fi="Odottaa")
    actions.submit(listing, revision, admin.user)
    revision.content["phones"] = [{"pk": None, "service": listing.pk, "number": "abc", "kind": "voice"}]
    revision.save()

    address = url_of("workflow_action", listing.pk, "approve", TaskState.objects.get().pk)
    told = admin.post(address, {"comment": ""}, follow=True)

    assert Service.objects.get(pk=listing.pk).name_fi == "Alku"
    assert "09 310 1234" in told.content.decode()
