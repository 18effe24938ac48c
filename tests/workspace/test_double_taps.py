"""A button is tapped twice: the browser shows the second answer, and that one says what was done."""

import pytest

from directory import actions
from directory.models import OrganizationRole, ScheduleDate, Service
from tests.directory.lives import keep, published
from tests.plugins.pages import Page
from tests.workspace.conftest import Desk, worker_for

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("now")]


@pytest.fixture
def listing(partner, coordinator) -> Service:
    return published(coordinator, organization=partner, slug="ilta", name_fi="Ilta", entry="walk_in")


def tapped_twice(desk: Desk, rest: str, data: dict | None = None) -> list[str]:
    """What is said after two taps, of which the first answer was shown to nobody."""
    for _tap in range(2):
        answer = desk.client.post(desk.address(rest, "en"), data or {})
    page = Page(desk.client.get(answer.url))
    assert page.texts(".notice--error") == []
    return page.texts("[role=status]:not([hidden]) p")


def of_first_session(desk: Desk) -> dict:
    return {
        "session": desk.open("listings/ilta/times/").all("#session option")[0]["value"],
        "reason": "Sairas",
    }


def test_listing_is_sent_once(desk, listing):
    keep(listing, desk.user, summary_fi="Uusi")

    said = tapped_twice(desk, "listings/ilta/do/send/")

    assert said == ["It is sent. A coordinator looks at it before readers see it."]
    assert Service.objects.get().workflow_states.count() == 1


def test_listing_is_published_once(desk, listing, partner):
    partner.may_publish = True
    partner.save()
    sent = {"revision": keep(listing, desk.user, summary_fi="Uusi").pk}

    assert tapped_twice(desk, "listings/ilta/do/send/", sent) == ["It is public now."]


def test_listing_is_withdrawn_and_put_back_once(desk, listing):
    withdrawn = tapped_twice(desk, "listings/ilta/do/withdraw/", {"reason": "Tauko"})
    back = tapped_twice(desk, "listings/ilta/do/put-back/")

    assert withdrawn == ["Readers do not see it any more. You can put it back."]
    assert back == ["It is public now."]


def test_date_is_cancelled_once_and_another_one_is_not_said_to_be(desk, listing):
    first = of_first_session(desk)

    said = tapped_twice(desk, "listings/ilta/do/cancel/", first)
    desk.client.post(
        desk.address("listings/ilta/do/cancel/", "en"), {"session": "1_2026-03-10", "reason": "Sairas"}
    )

    assert said == ["Readers see now that it is cancelled."]
    assert desk.open("listings/ilta/", language="en").texts(".notice--error") == [
        "There is no session on this day."
    ]
    assert ScheduleDate.objects.count() == 1


def test_what_somebody_else_did_is_said_to_be_done_already(desk, colleague, listing):
    actions.withdraw(listing, colleague.user, "Tauko")

    desk.client.post(desk.address("listings/ilta/do/withdraw/", "en"), {"reason": "Tauko"})

    assert desk.open("listings/ilta/", language="en").texts(".notice--error") == [
        "This listing is not public."
    ]


def test_version_is_taken_up_once(desk, listing):
    older = Service.objects.get().latest_revision_id
    latest = keep(listing, desk.user, summary_fi="Uusi").pk

    said = tapped_twice(desk, f"listings/ilta/versions/{older}/", {"latest": latest})

    assert said == ["It is a draft now. Readers see it when you send it."]


@pytest.mark.parametrize(
    ("step", "said"),
    [("hand-over", "Amina Y is the owner now."), ("remove", "Amina Y is no longer one of your people.")],
)
def test_person_is_changed_once(desk, partner, step, said):
    desk.user.last_name = "Y"
    desk.user.save()
    owner = Desk(worker_for(partner, "owner@example.org", "owner"), partner)
    role = OrganizationRole.objects.get(user=desk.user)

    assert tapped_twice(owner, f"people/{role.pk}/{step}/") == [said]
