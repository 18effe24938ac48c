"""The actions ask for permission themselves: also where no view of the admin stands before them."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from accounts.actions.invite import invite
from accounts.actions.take_back import take_back
from directory import actions
from directory.actions.check_translation import seen_texts
from directory.choices import ServiceRoleKind, Standing
from directory.models import Location, NetworkMeeting, NetworkMembership, Partnership, Service
from directory.translation_states import Edit
from tests.cast import TODAY
from tests.directory.lives import latest
from tests.isolation.asking import undone
from tests.isolation.people import Person
from tests.isolation.table import COORDINATORS, OTHER_PEOPLE, OWNER, PEOPLE
from tests.isolation.traces import Traces
from tests.isolation.world import World

pytestmark = pytest.mark.django_db

PARTNER_TOO = (*PEOPLE, *COORDINATORS)
OWNER_TOO = (*OWNER, *COORDINATORS)
OF_STRANGER = (*OTHER_PEOPLE, *COORDINATORS)


@dataclass(frozen=True)
class Action:
    """`who` may do it; the partner acts for the organisation of most listings of the world."""

    do: Callable[[World, object], object]
    who: tuple[Person, ...]


def _keep(world: World, user) -> object:
    edited = latest(world.live)
    edited.name_fi = "Uusi nimi"
    return actions.keep(edited, edited.latest_revision_id, Edit(user=user))


def _publish_draft(world: World, user) -> object:
    return actions.publish(world.draft, world.draft.revisions.latest("pk"), user)


def _submit_draft(world: World, user) -> object:
    return actions.submit(world.draft, world.draft.revisions.latest("pk"), user)


def _accept_own_role(world: World, user) -> object:
    return actions.accept_role(world.of_stranger, world.organization, ServiceRoleKind.CO_PROVIDER, user)


def _cancel_session(world: World, user) -> object:
    schedule = world.live.schedules.filter(dtstart=TODAY).earliest("pk")
    return actions.cancel_session(world.live, schedule, TODAY, user, reasons={"fi": "Sairaus"})


def _accept_role(world: World, user) -> object:
    return actions.accept_role(world.live, world.stranger, ServiceRoleKind.CO_PROVIDER, user)


def _keep_place(world: World, user) -> object:
    place = Location.objects.get(pk=world.own_place.pk)
    place.name_fi = "Uusi nimi"
    return actions.keep_place(place, user)


def _refuse_own_role(world: World, user) -> object:
    return actions.refuse_role(world.of_stranger, world.organization, ServiceRoleKind.CO_PROVIDER, user)


def _check_translation(world: World, user) -> object:
    row = Service.objects.get(pk=world.live.pk)
    texts, seen = {"name": "Magac cusub"}, seen_texts(row, "so")
    return actions.check_translation(row, "so", texts, user, seen=seen)


def _restore(world: World, user) -> object:
    row = Service.objects.get(pk=world.live.pk)
    return actions.restore(row, row.revisions.earliest("pk"), user, started_from=row.latest_revision_id)


def _add_partnership(world: World, user) -> object:
    agreed = Partnership(unit=world.partnership.unit, organization=world.stranger, kind="grant")
    return actions.add_partnership(agreed, user)


def _change_partnership(world: World, user) -> object:
    return actions.change_partnership(world.partnership, {"kind": "grant"}, user, seen=1)


def _keep_membership(world: World, user) -> object:
    return actions.keep_membership(
        NetworkMembership(network=world.network, organization=world.stranger), user
    )


def _keep_meeting(world: World, user) -> object:
    return actions.keep_meeting(NetworkMeeting(network=world.network, starts_at=timezone.now()), user)


ACTIONS = {
    "agree on a partnership": Action(_add_partnership, COORDINATORS),
    "change a partnership": Action(_change_partnership, COORDINATORS),
    "add a member to a network": Action(_keep_membership, COORDINATORS),
    "set a meeting": Action(_keep_meeting, COORDINATORS),
    "take a meeting out": Action(
        lambda world, user: actions.drop_meeting(world.network.meetings.get(), user), COORDINATORS
    ),
    "take a mailing list": Action(
        lambda world, user: actions.take_mailing_list(world.network, user), COORDINATORS
    ),
    "take somebody out": Action(lambda world, user: actions.end_role(world.colleague, user), OWNER_TOO),
    "hand over": Action(lambda world, user: actions.hand_over(world.colleague, user), OWNER),
    "invite": Action(
        lambda world, user: invite(world.organization, "new@example.org", "owner", user, language="fi"),
        OWNER_TOO,
    ),
    "take an invitation back": Action(lambda world, user: take_back(world.invitation, user), OWNER_TOO),
    "refuse one's own role": Action(_refuse_own_role, PARTNER_TOO),
    "check a translation": Action(_check_translation, (Person.CHECKER,)),
    "ask for a translation": Action(
        lambda world, user: actions.ask_translation(world.live, "so", user), PARTNER_TOO
    ),
    "take an earlier version up": Action(_restore, PARTNER_TOO),
    "keep a place": Action(_keep_place, PARTNER_TOO),
    "keep": Action(_keep, PARTNER_TOO),
    "submit": Action(_submit_draft, PARTNER_TOO),
    "withdraw": Action(lambda world, user: actions.withdraw(world.live, user), PARTNER_TOO),
    "confirm": Action(lambda world, user: actions.confirm(world.live, user, "workspace"), PARTNER_TOO),
    "publish": Action(_publish_draft, COORDINATORS),
    "approve": Action(lambda world, user: actions.approve(world.waiting, user), COORDINATORS),
    "return": Action(
        lambda world, user: actions.return_to_editor(world.waiting, user, "Hinta?"), COORDINATORS
    ),
    "cancel a session": Action(_cancel_session, PARTNER_TOO),
    "accept one's own role": Action(_accept_own_role, PARTNER_TOO),
    "accept another's role": Action(_accept_role, OF_STRANGER),
    "withdraw another's": Action(lambda world, user: actions.withdraw(world.of_stranger, user), OF_STRANGER),
    "confirm another's": Action(
        lambda world, user: actions.confirm(world.of_stranger, user, "workspace"), OF_STRANGER
    ),
    "approve with a correction": Action(
        lambda world, user: actions.approve_corrected(
            world.waiting, user, {"name_fi": "Uusi"}, revision=world.waiting.latest_revision_id
        ),
        COORDINATORS,
    ),
    "merge": Action(
        lambda world, user: actions.merge(world.stranger, world.organization, user), COORDINATORS
    ),
    "take a link out": Action(
        lambda world, user: actions.drop_link(world.live, world.finding.url, user), COORDINATORS
    ),
    "withdraw a duplicate": Action(
        lambda world, user: actions.withdraw_duplicate(world.of_stranger, world.live, user), COORDINATORS
    ),
    "suspend": Action(
        lambda world, user: actions.set_standing(world.organization, Standing.SUSPENDED, user, "Sovittu"),
        COORDINATORS,
    ),
}


@pytest.mark.parametrize("name", ACTIONS)
def test_action_is_done_for_the_rightful_and_refused_to_all_others(name, world):
    action, before = ACTIONS[name], Traces.take()

    for person in Person:
        user = world.people.get(person) or AnonymousUser()
        if person in action.who:
            with undone():
                action.do(world, user)
                assert Traces.take().changed(before), person
        else:
            with pytest.raises(PermissionDenied):
                action.do(world, user)
    assert Traces.take().changed(before) == set()
