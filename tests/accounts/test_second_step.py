"""The second step of staff: nothing of the admin opens without it, and how one gets it."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value, yield_hotp_counters_from_time

from tests.accounts.conftest import CODE
from tests.plugins.second_factor import without_second_step

pytestmark = pytest.mark.django_db

SECRET = "JBSWY3DPEHPK3PXP"


def code_of(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time())))


def sign_in_by_mail(client, user, posted):
    client.post("/fi/sign-in/", {"email": user.email})
    return client.post("/fi/sign-in/code/", {"action": "verify", "code": posted(CODE)})


@pytest.fixture
def desk(client, coordinator):
    """A coordinator signed in by a code from an e-mail, as before she had a second step."""
    client.force_login(coordinator)
    without_second_step(client)
    return client


@pytest.mark.parametrize("screen", ["", "snippets/directory/service/", "reports/site-history/", "account/"])
def test_nothing_of_the_admin_opens_after_the_code_alone(client, coordinator, posted, screen):
    sign_in_by_mail(client, coordinator, posted)

    answer = client.get(f"/admin/{screen}")

    assert answer["Location"].startswith("/fi/account/?next=%2Fadmin%2F")


def test_script_of_the_admin_gets_nothing_either(desk):
    answer = desk.get("/admin/api/main/pages/", headers={"x-requested-with": "XMLHttpRequest"})

    assert answer.status_code == 403


def test_nothing_is_changed_in_the_admin_without_it(desk, organization):
    answer = desk.post(f"/admin/snippets/directory/organization/edit/{organization.pk}/", {"name_fi": "Muu"})

    assert answer["Location"].startswith("/fi/account/")
    organization.refresh_from_db()
    assert organization.name_fi == "Naapurit ry"


@pytest.mark.django_db(transaction=True)
def test_staff_add_an_app_and_come_in(client, coordinator, posted):
    sign_in_by_mail(client, coordinator, posted)
    client.get("/admin/", follow=True)
    secret = client.get("/fi/account/app/").context["form"].secret

    added = client.post("/fi/account/app/", {"code": code_of(secret)})

    assert added["Location"] == "/fi/account/codes/"
    assert client.get("/fi/account/").context["going_on"] == "/admin/"
    assert client.get("/admin/").status_code == 200


def test_wrong_code_adds_no_app(desk):
    desk.get("/fi/account/app/")

    page = desk.post("/fi/account/app/", {"code": "000000"})

    assert page.context["form"].errors
    assert not Authenticator.objects.exists()


def test_next_time_the_app_is_asked_for(client, coordinator, posted):
    TOTP.activate(coordinator, SECRET)

    answer = sign_in_by_mail(client, coordinator, posted)
    before = client.get("/admin/")
    client.post("/fi/sign-in/second-step/", {"code": code_of(SECRET)})

    assert answer["Location"] == "/fi/sign-in/second-step/"
    assert before["Location"].startswith("/fi/sign-in/?next=")
    assert client.get("/admin/").status_code == 200


def test_wrong_code_of_the_app_lets_nobody_in(client, coordinator, posted):
    TOTP.activate(coordinator, SECRET)
    sign_in_by_mail(client, coordinator, posted)

    page = client.post("/fi/sign-in/second-step/", {"code": "000000"})

    assert page.context["form"].errors
    assert client.get("/fi/account/").status_code == 302


def test_code_for_emergencies_lets_in_once(client, coordinator, posted):
    TOTP.activate(coordinator, SECRET)
    code = RecoveryCodes.activate(coordinator).get_unused_codes()[0]
    opened = []

    for _each in range(2):
        sign_in_by_mail(client, coordinator, posted)
        client.post("/fi/sign-in/second-step/", {"code": code})
        opened.append(client.get("/admin/").status_code)
        client.post("/fi/sign-out/")

    assert opened == [200, 302]


def test_session_from_before_the_app_does_not_open_the_admin(desk, coordinator):
    TOTP.activate(coordinator, SECRET)

    assert desk.get("/admin/")["Location"].startswith("/fi/sign-in/again/?next=")


@pytest.mark.django_db(transaction=True)
def test_whoever_takes_the_last_one_away_needs_a_new_one(client, coordinator, posted):
    sign_in_by_mail(client, coordinator, posted)
    secret = client.get("/fi/account/app/").context["form"].secret
    client.post("/fi/account/app/", {"code": code_of(secret)})
    before = client.get("/admin/")

    client.post("/fi/account/app/remove/")

    assert before.status_code == 200
    assert client.get("/admin/")["Location"].startswith("/fi/account/")


def test_old_session_signs_in_again_before_it_changes_anything(time_machine_now, client, owner, posted):
    sign_in_by_mail(client, owner, posted)
    time_machine_now.shift(11 * 60)

    answer = client.get("/fi/account/app/")
    again = client.post(answer["Location"], {"next": "/fi/account/app/"})

    assert answer["Location"] == "/fi/sign-in/again/?next=%2Ffi%2Faccount%2Fapp%2F"
    assert again["Location"] == "/fi/sign-in/?next=/fi/account/app/"
    assert client.get("/fi/account/").status_code == 302


def test_partner_is_not_asked_for_a_second_step(client, owner, posted):
    sign_in_by_mail(client, owner, posted)

    assert not client.get("/fi/account/").context["lacks_step"]


def test_partner_is_told_that_the_admin_is_for_others(client, owner):
    client.force_login(owner)

    assert client.get("/admin/").status_code == 403


def test_nobody_removes_anothers_passkey(client, owner, editor):
    passkey = Authenticator.objects.create(user=editor, type="webauthn", data={"name": "x", "credential": {}})
    client.force_login(owner)

    answer = client.post(f"/fi/account/passkeys/{passkey.pk}/remove/")

    assert answer.status_code == 404
    assert Authenticator.objects.filter(pk=passkey.pk).exists()
