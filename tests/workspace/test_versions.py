"""Earlier versions of a listing: who saved what, and taking one up again, which publishes nothing."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from directory import actions
from directory.models import Service
from directory.translation_states import Edit
from tests.directory.lives import keep, latest, published

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("now")]


@pytest.fixture
def listing(partner, coordinator) -> Service:
    return published(coordinator, organization=partner, slug="ilta", name_fi="Ilta", summary_fi="Ensin")


def first(listing: Service) -> int:
    return listing.revisions.earliest("pk").pk


def test_earlier_version_is_compared_and_taken_up_again_as_a_draft(desk, editor, listing, reader):
    newer = keep(listing, editor, summary_fi="Sitten")

    listed = desk.open("listings/ilta/versions/", language="en")
    page = desk.open(f"listings/ilta/versions/{first(listing)}/", language="en")
    desk.send(f"listings/ilta/versions/{first(listing)}/", {"latest": newer.pk})

    assert listed.texts(".rows .mark") == ["Draft", "Public"]
    assert "Amina" in listed.texts(".rows__link")[0]
    assert page.texts(".versus .said") == ["Ensin", "Sitten"]
    assert latest(listing).summary_fi == "Ensin"
    assert "An earlier version was taken up again" in desk.open("listings/ilta/", language="en").text
    assert "Ensin" in reader("/fi/services/ilta/").text


def test_words_of_a_session_that_changed_are_shown_in_their_language(desk, editor, listing):
    edited = latest(listing)
    (session,) = edited.schedules.all()
    session.description_fi = "Isien ryhmä"
    edited.schedules.set([session])
    actions.keep(edited, edited.latest_revision_id, Edit(user=editor))

    page = desk.open(f"listings/ilta/versions/{first(listing)}/", language="ar")

    assert page.texts(".versus .said[lang=fi][dir=ltr]") == ["Ryhmä", "Isien ryhmä"]


@pytest.mark.parametrize("seen", ["", "0", "x", "9" * 30, None])
def test_version_that_nobody_saw_last_is_not_replaced(desk, editor, listing, seen):
    keep(listing, editor, summary_fi="Sitten")
    sent = first(listing) if seen is None else seen

    page = desk.send(f"listings/ilta/versions/{first(listing)}/", {"latest": sent}, status=200)

    assert page.texts(".notice--error")
    assert latest(listing).summary_fi == "Sitten"


def test_version_of_another_listing_is_not_there(desk, stranger_desk, coordinator, listing, partner):
    other = published(coordinator, organization=partner, slug="toinen")

    desk.open(f"listings/ilta/versions/{first(other)}/", status=404)
    desk.open(f"listings/ilta/versions/{'9' * 40}/", status=404)
    stranger_desk.open(f"listings/ilta/versions/{first(listing)}/", status=404)
    stranger_desk.open("listings/ilta/versions/", status=404)
    stranger_desk.send(f"listings/ilta/versions/{first(listing)}/", {"latest": first(listing)}, status=404)


def test_many_versions_take_as_few_queries_as_one(desk, editor, listing):
    for number in range(12):
        keep(listing, editor, summary_fi=f"Versio {number}")
    counts = {}

    for rest in ("", f"{first(listing)}/"):
        desk.open(f"listings/ilta/versions/{rest}")
        with CaptureQueriesContext(connection) as queries:
            desk.open(f"listings/ilta/versions/{rest}")
        counts[rest] = len(queries)

    assert {rest: count for rest, count in counts.items() if count > 12} == {}
