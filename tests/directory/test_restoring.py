"""An earlier version is taken up again as a draft: readers see it when it is sent like any other."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied
from wagtail.models import Revision

from directory import actions
from directory.actions.errors import Conflict
from directory.models import Service
from tests.directory.lives import keep, latest, log_of, published, states
from tests.factories import OrganizationFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("now")]

MONDAY = datetime.date(2026, 3, 16)


@pytest.fixture
def listing(editor, organization, coordinator) -> Service:
    texts = {"name_fi": "Ilta", "summary_fi": "Ensin", "name_so": "Fiid"}
    return published(coordinator, organization=organization, **texts)


def first_version(listing: Service) -> Revision:
    return listing.revisions.earliest("pk")


def test_earlier_version_becomes_the_draft_and_readers_see_no_change(listing, editor, coordinator):
    newer = keep(listing, editor, summary_fi="Sitten", name_so="Fiid kale")
    actions.publish(listing, newer, coordinator)

    actions.restore(listing, first_version(listing), editor, started_from=newer)

    row = Service.objects.get(pk=listing.pk)
    assert (row.summary_fi, row.live, row.has_unpublished_changes) == ("Sitten", True, True)
    assert (latest(listing).summary_fi, latest(listing).name_so) == ("Ensin", "Fiid")
    assert log_of(listing.pk)[-1] == "directory.restore"
    actions.publish(row, row.latest_revision, coordinator)
    assert states(listing)["so"] == ("checked", False)


def test_what_somebody_saved_meanwhile_is_not_lost(listing, editor, coordinator):
    opened = listing.latest_revision_id
    keep(listing, coordinator, summary_fi="Meanwhile")

    with pytest.raises(Conflict):
        actions.restore(listing, first_version(listing), editor, started_from=opened)

    assert latest(listing).summary_fi == "Meanwhile"


def test_session_that_was_cancelled_since_stays_cancelled(listing, editor, coordinator):
    actions.cancel_session(listing, listing.schedules.get(), MONDAY, editor, reasons={"fi": "Remontti"})
    row = Service.objects.get(pk=listing.pk)

    kept = actions.restore(row, first_version(listing), editor, started_from=row.latest_revision_id)
    actions.publish(row, kept, coordinator)

    (stated,) = Service.objects.get(pk=listing.pk).schedules.get().dates.all()
    assert (stated.date, stated.kind, stated.reason_fi) == (MONDAY, "cancelled", "Remontti")


def test_only_its_own_people_take_up_its_own_version(listing, editor, coordinator):
    other = published(coordinator, organization=OrganizationFactory())

    with pytest.raises(PermissionDenied):
        actions.restore(other, first_version(other), editor, started_from=other.latest_revision_id)
    with pytest.raises(Revision.DoesNotExist):
        actions.restore(listing, first_version(other), editor, started_from=listing.latest_revision_id)

    assert latest(listing).summary_fi == "Ensin"
