"""Two moderators press at the same moment: one of them decides, the other is told."""

import threading
from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.db import connections
from django.utils import timezone

from desk.alerts.changes import save_alert
from desk.models import Note
from desk.partners.notes import add_note
from directory import actions
from directory.actions.errors import HasEnded, NotInReview
from directory.choices import Standing
from directory.models import Alert, Network, NetworkMeeting, Organization, Service
from directory.moderation import COORDINATORS
from tests.directory.lives import draft, keep, log_of
from tests.factories import OrganizationFactory, UserFactory

# SQLite lets one transaction write after the other: there is no same moment
pytestmark = [pytest.mark.postgresql(only=True), pytest.mark.django_db(transaction=True)]

HOUR = timedelta(hours=1)


@pytest.fixture
def moderators():
    people = [UserFactory(email=f"{name}@example.org") for name in ("aino", "kaisa")]
    for person in people:
        person.groups.add(Group.objects.get(name=COORDINATORS))
    return people


def at_once(*deeds) -> list[Exception | None]:
    """Do them in threads that begin together; what each raised."""
    gate, raised = threading.Barrier(len(deeds)), [None] * len(deeds)

    def work(number: int, deed) -> None:
        gate.wait(10)
        try:
            deed()
        except Exception as error:
            raised[number] = error
        finally:
            connections.close_all()

    threads = [threading.Thread(target=work, args=each) for each in enumerate(deeds)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return raised


def test_edit_is_published_once(moderators):
    listing = draft(organization=OrganizationFactory(), name_fi="Perhekahvila")
    revision = keep(listing, moderators[0])
    actions.submit(listing, revision, moderators[0])

    raised = at_once(
        lambda: actions.approve(listing, moderators[0], revision=revision.pk),
        lambda: actions.approve_corrected(
            listing, moderators[1], {"name_fi": "Kahvila"}, revision=revision.pk
        ),
    )

    assert [type(each) for each in raised if each] == [NotInReview]
    assert log_of(listing.pk).count("directory.approve") == 1
    assert Service.objects.get(pk=listing.pk).live


def test_merges_that_cross_leave_one_organisation(moderators):
    pair = OrganizationFactory(), OrganizationFactory()

    raised = at_once(
        lambda: actions.merge(pair[0], pair[1], moderators[0]),
        lambda: actions.merge(pair[1], pair[0], moderators[1]),
    )

    assert [type(each) for each in raised if each] == [HasEnded]
    assert Organization.objects.filter(standing=Standing.ENDED).count() == 1


def test_button_that_is_pressed_twice_does_one_thing(moderators):
    person, organization = moderators[0], OrganizationFactory()
    network = Network.objects.create(slug="ita", name_fi="Itäverkosto")
    now = timezone.now()
    deeds = (
        lambda: save_alert(Alert(text_fi="Lakko", starts_at=now, ends_at=now + HOUR), person),
        lambda: add_note(Note(organization=organization, text="Soitettu"), person),
        lambda: actions.keep_meeting(NetworkMeeting(network=network, starts_at=now + HOUR), person),
    )

    raised = [at_once(deed, deed) for deed in deeds]

    assert raised == [[None, None]] * 3
    assert [model.objects.count() for model in (Alert, Note, NetworkMeeting)] == [1, 1, 1]
