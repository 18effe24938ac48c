"""The people of a partner: owners invite, take out and hand over; everybody may leave."""

import pytest
from django.core import mail

from accounts.actions.invite import MOST
from accounts.models import Invitation
from directory.models import OrganizationRole
from guarding.forms import TOO_MANY
from tests.workspace.conftest import Desk, worker_for

pytestmark = pytest.mark.django_db

PEOPLE = "people/"
NEW = {"email": "New@example.org", "role": "editor", "language": "so"}


@pytest.fixture
def owner(partner):
    return worker_for(partner, "owner@example.org", "owner")


@pytest.fixture
def owners_desk(owner, partner) -> Desk:
    return Desk(owner, partner)


def role_of(user) -> OrganizationRole:
    return OrganizationRole.objects.current().get(user=user)


def current(partner) -> dict[str, str]:
    roles = OrganizationRole.objects.current().filter(organization=partner)
    return dict(roles.values_list("user__email", "role"))


def test_owner_invites_in_the_chosen_language(owners_desk, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        owners_desk.send(PEOPLE, NEW)

    assert [letter.to for letter in mail.outbox] == [["new@example.org"]]
    assert "/so/invitations/" in mail.outbox[0].body
    assert "new@example.org" in owners_desk.open(PEOPLE).text


def test_invitation_that_is_tapped_twice_goes_out_once(owners_desk, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        owners_desk.send(PEOPLE, NEW)
        owners_desk.send(PEOPLE, NEW)

    assert len(mail.outbox) == 1
    token = mail.outbox[0].body.split("/so/invitations/")[1].split("/")[0]
    assert Invitation.objects.with_token(token).is_open


def test_partner_invites_as_many_as_it_needs_and_not_the_whole_world(
    owners_desk, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        for number in range(MOST):
            owners_desk.send(PEOPLE, NEW | {"email": f"{number}@example.org"})
        # What was taken back was sent
        owners_desk.send(f"invitations/{Invitation.objects.first().pk}/take-back/")
        page = owners_desk.send(PEOPLE, NEW, status=400)

    assert len(mail.outbox) == MOST
    assert page.texts("[role=alert] li") == [str(TOO_MANY)]
    assert page.all("#id_email")[0]["value"] == NEW["email"]


@pytest.mark.parametrize("step", ["remove", "hand-over"])
def test_owner_is_told_what_she_has_done_to_whom(owners_desk, editor, step):
    owners_desk.send(f"people/{role_of(editor).pk}/{step}/")

    (said,) = owners_desk.open(PEOPLE).texts("[role=status]:not([hidden])")
    assert editor.get_full_name() in said


def test_owner_is_told_that_an_invitation_went_out_and_was_taken_back(owners_desk):
    owners_desk.send(PEOPLE, NEW)
    sent = owners_desk.open(PEOPLE).texts("[role=status]:not([hidden])")
    owners_desk.send(f"invitations/{Invitation.objects.get().pk}/take-back/")
    taken_back = owners_desk.open(PEOPLE).texts("[role=status]:not([hidden])")

    assert len(sent) == len(taken_back) == 1
    assert sent != taken_back


@pytest.mark.parametrize("step", ["remove", "hand-over"])
def test_nobody_is_taken_out_and_nothing_handed_over_by_one_slip(owners_desk, editor, step):
    page = owners_desk.open(PEOPLE)

    forms = page.all(f"form[action$='people/{role_of(editor).pk}/{step}/']")
    assert [form.find_parent("details") is None for form in forms] == [False]
    assert editor.get_full_name() in forms[0].find("button").text


def test_wrong_address_is_said_on_top_with_a_way_to_the_field(owners_desk):
    page = owners_desk.send(PEOPLE, NEW | {"email": "no"}, status=400)

    assert [each["href"] for each in page.all("[role=alert] a")] == ["#id_email"]


def test_whoever_is_here_is_not_invited_again(owners_desk, editor):
    page = owners_desk.send(PEOPLE, NEW | {"email": editor.email.upper()}, status=400)

    assert page.all("[aria-invalid=true]")
    assert not Invitation.objects.exists()


def test_owner_takes_an_invitation_back(owners_desk):
    owners_desk.send(PEOPLE, NEW)

    owners_desk.send(f"invitations/{Invitation.objects.get().pk}/take-back/")

    assert not Invitation.objects.exists()


def test_owner_takes_an_editor_out(owners_desk, editor, partner):
    owners_desk.send(f"people/{role_of(editor).pk}/remove/")

    assert current(partner) == {"owner@example.org": "owner"}


def test_owner_hands_over(owners_desk, editor, partner):
    owners_desk.send(f"people/{role_of(editor).pk}/hand-over/")

    assert current(partner) == {"owner@example.org": "editor", "amina@example.org": "owner"}


def test_last_owner_is_told_to_hand_over_first(owners_desk, owner, editor, partner):
    owners_desk.send(f"people/{role_of(owner).pk}/remove/")

    assert owners_desk.open(PEOPLE).all(".notice--error")
    assert current(partner)["owner@example.org"] == "owner"


def test_editor_leaves_and_is_signed_out_with_her_last_role(desk, editor, owner, partner):
    desk.send(f"people/{role_of(editor).pk}/remove/")

    assert current(partner) == {"owner@example.org": "owner"}
    assert desk.client.get("/fi/workspace/").url.startswith("/fi/sign-in/")


def test_editor_sees_people_and_neither_invites_nor_removes(desk, owner, partner):
    page = desk.open(PEOPLE)

    desk.send(PEOPLE, NEW, status=403)
    desk.send(f"people/{role_of(owner).pk}/remove/", status=403)
    desk.send(f"people/{role_of(owner).pk}/hand-over/", status=403)
    assert page.all("input[name=email]") == []
    assert owner.email not in page.text
    assert len(current(partner)) == 2
    assert not Invitation.objects.exists()


def test_nobody_reaches_people_and_invitations_of_another_partner(
    owners_desk, stranger_desk, editor, partner
):
    owners_desk.send(PEOPLE, NEW)
    role, invitation = role_of(editor).pk, Invitation.objects.get().pk
    before = current(partner)

    for rest in (
        f"people/{role}/remove/",
        f"people/{role}/hand-over/",
        f"invitations/{invitation}/take-back/",
    ):
        stranger_desk.send(rest, status=404)
        assert stranger_desk.client.post(owners_desk.address(rest)).status_code == 404

    assert (current(partner), Invitation.objects.count()) == (before, 1)


def test_page_of_many_people_takes_few_queries(owners_desk, partner, django_assert_max_num_queries):
    for number in range(30):
        worker_for(partner, f"person{number}@example.org")

    with django_assert_max_num_queries(8):
        owners_desk.open(PEOPLE)
