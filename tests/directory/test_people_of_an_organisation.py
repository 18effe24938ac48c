"""People leave an organisation, are taken out, or hand it over; somebody always answers for it."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied

from directory.actions import end_role, give_role, hand_over
from directory.actions.errors import LastOwner
from directory.models import OrganizationRole
from directory.permissions import can_manage_people
from tests.factories import OrganizationFactory, UserFactory

pytestmark = pytest.mark.django_db

LONG_AGO = datetime.date(2020, 1, 1)


def role(organization, kind: str, **fields) -> OrganizationRole:
    return OrganizationRole.objects.create(
        user=UserFactory(), organization=organization, role=kind, **{"valid_from": LONG_AGO} | fields
    )


def current(organization) -> dict[int, str]:
    return dict(
        OrganizationRole.objects.current().filter(organization=organization).values_list("user", "role")
    )


@pytest.fixture
def owner(organization):
    return role(organization, "owner")


@pytest.fixture
def editor(organization):
    return role(organization, "editor")


@pytest.mark.parametrize("began", [LONG_AGO, None])
def test_editor_leaves_at_once(organization, owner, began):
    leaving = role(organization, "editor", **({"valid_from": began} if began else {}))

    end_role(leaving, leaving.user)

    assert current(organization) == {owner.user_id: "owner"}


def test_role_of_earlier_days_stays_in_the_history(organization, owner, editor):
    end_role(editor, owner.user)

    assert OrganizationRole.objects.filter(pk=editor.pk, valid_until__isnull=False).exists()


def test_owner_takes_an_editor_out(organization, owner, editor):
    end_role(editor, owner.user)

    assert current(organization) == {owner.user_id: "owner"}


def test_last_owner_cannot_leave(organization, owner, editor):
    with pytest.raises(LastOwner):
        end_role(owner, owner.user)

    assert current(organization)[owner.user_id] == "owner"


def test_one_of_two_owners_can_leave(organization, owner):
    other = role(organization, "owner")

    end_role(owner, owner.user)

    assert current(organization) == {other.user_id: "owner"}


def test_owner_whose_time_is_over_is_no_successor(organization, owner):
    role(organization, "owner", valid_until=datetime.date(2020, 2, 1))

    with pytest.raises(LastOwner):
        end_role(owner, owner.user)


def test_coordinator_takes_even_the_last_owner_out(organization, owner, coordinator):
    end_role(owner, coordinator)

    assert current(organization) == {}


@pytest.mark.parametrize("who", ["editor", "stranger"])
def test_nobody_else_takes_people_out(organization, owner, editor, who):
    user = editor.user if who == "editor" else role(OrganizationFactory(), "owner").user

    with pytest.raises(PermissionDenied):
        end_role(owner, user)

    assert owner.user_id in current(organization)


def test_owner_hands_over_and_stays_as_editor(organization, owner, editor):
    hand_over(editor, owner.user)

    assert current(organization) == {owner.user_id: "editor", editor.user_id: "owner"}


@pytest.mark.parametrize("who", ["editor", "coordinator", "owner of another"])
def test_only_an_owner_hands_over(organization, owner, editor, coordinator, who):
    stranger = role(OrganizationFactory(), "owner").user
    user = {"editor": editor.user, "coordinator": coordinator, "owner of another": stranger}[who]

    with pytest.raises(PermissionDenied):
        hand_over(editor, user)

    assert current(organization)[owner.user_id] == "owner"


def test_nobody_hands_over_to_somebody_of_another_organisation(organization, owner):
    stranger = role(OrganizationFactory(), "editor")

    with pytest.raises(PermissionDenied):
        hand_over(stranger, owner.user)


def test_editor_who_is_given_ownership_has_one_role(organization, editor):
    give_role(organization, "owner", editor.user)

    assert current(organization) == {editor.user_id: "owner"}


def test_owner_of_one_manages_no_other_organisation(owner, organization):
    assert can_manage_people(owner.user, organization)
    assert not can_manage_people(owner.user, OrganizationFactory())
