"""Invitations: who may send one, what its link does, and for how long."""

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied

from accounts.actions.invite import invite
from accounts.actions.take_back import take_back
from accounts.models import Invitation, User
from accounts.tokens import digest_of
from directory.models import OrganizationRole
from tests.factories import OrganizationFactory, UserFactory

pytestmark = pytest.mark.django_db

NEW = "new@example.org"


@pytest.fixture
def invited(committed, organization, owner, posted):
    """The address that a new editor got, in Arabic."""
    with committed():
        invite(organization, NEW, "editor", owner, language="ar")
    return posted()


def roles_of(email: str) -> list[str]:
    return list(OrganizationRole.objects.current().filter(user__email=email).values_list("role", flat=True))


def test_invitation_comes_in_the_invited_persons_language(invited):
    (letter,) = mail.outbox

    ((html, _kind),) = letter.alternatives
    assert invited.startswith("/ar/invitations/")
    assert (letter.to, 'dir="rtl"' in html, "Naapurit ry" in letter.subject) == ([NEW], True, True)


def test_whoever_says_yes_becomes_known_and_acts_for_the_organisation(client, invited, owner):
    answer = client.post(invited)

    user = User.objects.get(email=NEW)
    assert answer.status_code == 200
    assert (user.language_code, user.has_usable_password()) == ("ar", False)
    role = OrganizationRole.objects.get(user=user)
    assert (role.role, role.invited_by) == ("editor", owner)


@pytest.mark.parametrize("method", ["get", "head", "options"])
def test_scanner_that_opens_the_link_changes_nothing(client, invited, method):
    for _each in range(3):
        getattr(client, method)(invited)

    assert roles_of(NEW) == []
    assert client.post(invited).status_code == 200
    assert roles_of(NEW) == ["editor"]


def test_link_signs_nobody_in(client, invited):
    client.get(invited)
    client.post(invited)

    assert client.get("/fi/account/").status_code == 302
    assert "sessionid" not in client.cookies


def test_page_after_it_sends_a_code_to_the_invited_address(client, invited):
    page = client.post(invited)
    form = {"email": NEW}

    assert f'value="{NEW}"' in page.content.decode()
    assert client.post("/ar/sign-in/", form)["Location"] == "/ar/sign-in/code/"
    assert mail.outbox[-1].to == [NEW]


def test_whoever_is_signed_in_with_another_address_is_told_so_and_led_to_the_invited_one(
    client, invited, owner
):
    client.force_login(owner)

    page = client.post(invited).text
    left = client.post("/ar/sign-out/", {"next": invited})
    after = client.get(left["Location"]).text

    assert (NEW in page, owner.email in page, f'name="next" value="{invited}"' in page) == (True, True, True)
    assert "/ar/workspace/" not in page
    assert (left["Location"], f'name="email" value="{NEW}"' in after) == (invited, True)


def test_whoever_is_signed_in_with_the_invited_address_goes_on_to_the_workspace(client, invited):
    client.force_login(UserFactory(email=NEW))

    assert 'href="/ar/workspace/"' in client.post(invited).text


def test_link_works_once(client, invited):
    client.post(invited)
    OrganizationRole.objects.all().delete()

    page = client.post(invited)

    assert page.status_code == 200
    assert roles_of(NEW) == []


def test_link_is_too_old_after_two_weeks(time_machine_now, client, invited):
    time_machine_now.shift(14 * 24 * 60 * 60 + 1)

    answers = [client.get(invited), client.post(invited)]

    assert [answer.status_code for answer in answers] == [410, 410]
    assert roles_of(NEW) == []


def test_link_that_was_taken_back_does_not_work(client, invited, owner):
    take_back(Invitation.objects.get(), owner)

    assert client.post(invited).status_code == 410
    assert roles_of(NEW) == []


def test_newer_invitation_takes_the_place_of_the_older_one(
    client, invited, committed, organization, owner, posted
):
    with committed():
        invite(organization, NEW.upper(), "owner", owner, language="fi")

    assert client.post(invited).status_code == 410
    assert client.post(posted()).status_code == 200
    assert roles_of(NEW) == ["owner"]


def test_secret_of_a_link_is_not_in_the_database(invited):
    token = invited.split("/")[-2]

    (invitation,) = Invitation.objects.values()
    assert token not in map(str, invitation.values())
    assert invitation["token_digest"] == digest_of(token)


def test_role_goes_to_the_invited_address_whoever_is_signed_in(client, invited, coordinator):
    client.force_login(coordinator)

    client.post(invited)

    assert roles_of(NEW) == ["editor"]
    assert roles_of(coordinator.email) == []


def test_owner_who_is_invited_as_editor_stays_owner(client, committed, organization, owner, posted):
    with committed():
        invite(organization, owner.email, "editor", owner, language="fi")

    client.post(posted())

    assert roles_of(owner.email) == ["owner"]


def test_deactivated_person_does_not_come_back_by_an_invitation(client, invited):
    UserFactory(email=NEW, is_active=False)

    assert client.post(invited).status_code == 410
    assert roles_of(NEW) == []


def test_invitation_to_an_organisation_that_ended_does_not_work(client, invited, organization):
    organization.standing = "ended"
    organization.save()

    assert client.post(invited).status_code == 410
    assert not User.objects.filter(email=NEW).exists()


@pytest.mark.parametrize(("happened", "status"), [("removed", 410), ("handed over", 200)])
def test_invitation_of_an_owner_who_was_removed_does_not_work(
    client, invited, organization, owner, happened, status
):
    roles = OrganizationRole.objects.filter(organization=organization, user=owner)
    if happened == "removed":
        roles.delete()
    else:
        roles.update(role="editor")

    assert client.post(invited).status_code == status
    assert User.objects.filter(email=NEW).exists() == (status == 200)


@pytest.mark.parametrize("who", ["editor", "stranger"])
def test_only_owners_invite_and_take_back(organization, owner, editor, who, committed):
    stranger = UserFactory()
    OrganizationRole.objects.create(user=stranger, organization=OrganizationFactory(), role="owner")
    user = {"editor": editor, "stranger": stranger}[who]
    invitation = invite(organization, NEW, "editor", owner, language="fi")

    with pytest.raises(PermissionDenied):
        invite(organization, "other@example.org", "editor", user, language="fi")
    with pytest.raises(PermissionDenied):
        take_back(invitation, user)

    assert list(Invitation.objects.values_list("email", flat=True)) == [NEW]


def test_coordinator_invites_too(organization, coordinator):
    invite(organization, NEW, "owner", coordinator, language="fi")

    assert Invitation.objects.get().invited_by == coordinator


@pytest.mark.parametrize("token", ["x", "a" * 500, "%00", "..", "🦊"])
def test_invented_link_is_answered_kindly(client, token):
    assert client.get(f"/fi/invitations/{token}/").status_code in (404, 410)
