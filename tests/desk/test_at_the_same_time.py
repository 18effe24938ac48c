"""Two moderators press at the same moment: one of them decides, the other is told."""

import threading

import pytest
from django.contrib.auth.models import Group
from django.db import connections

from directory import actions
from directory.actions.errors import HasEnded, NotInReview
from directory.choices import Standing
from directory.models import Organization, Service
from directory.moderation import COORDINATORS
from tests.directory.lives import draft, keep, log_of
from tests.factories import OrganizationFactory, UserFactory

# SQLite lets one transaction write after the other: there is no same moment
pytestmark = [pytest.mark.postgresql(only=True), pytest.mark.django_db(transaction=True)]


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
