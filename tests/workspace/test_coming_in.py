"""Which partner one is in: the address says it, the roles of today allow it."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.shortcuts import resolve_url
from django.utils import timezone

from directory.choices import PersonRole, Standing
from directory.models import OrganizationRole
from tests.factories import OrganizationFactory

pytestmark = pytest.mark.django_db


def test_visitor_is_asked_to_sign_in_and_comes_back(client, partner):
    response = client.get("/fi/workspace/hillapolku/")

    assert response.status_code == 302
    assert response.url == f"{resolve_url(settings.LOGIN_URL)}?next=/fi/workspace/hillapolku/"


def test_page_says_which_partner_one_is_in_and_who_one_is(desk):
    page = desk.open()

    assert page.texts(".where__partner strong") == ["Hillapolku ry"]
    assert page.texts(".where__person bdi") == ["Amina"]


def test_person_of_one_partner_is_led_to_it(desk):
    response = desk.client.get("/fi/workspace/")

    assert response.url == "/fi/workspace/hillapolku/"


def test_person_of_several_partners_chooses_and_can_change(desk, editor):
    OrganizationRole.objects.create(
        user=editor, organization=OrganizationFactory(slug="toinen", name_fi="Toinen ry"), role="owner"
    )

    page = desk.client.get("/fi/workspace/").content.decode()
    home = desk.open()

    assert page.index("Hillapolku ry") < page.index("Toinen ry")
    assert "/fi/workspace/toinen/" in page
    assert home.all(".where__partner a[href='/fi/workspace/']")


def test_person_without_a_partner_is_told_what_to_do(client, django_user_model):
    client.force_login(django_user_model.objects.create_user("clerk@example.org", is_staff=True))

    response = client.get("/en/workspace/")

    assert response.status_code == 200
    assert "Ask somebody of your organisation to invite you" in response.text


def test_another_partner_is_as_unknown_as_one_that_never_was(desk, stranger_desk):
    theirs = desk.client.get("/fi/workspace/muu-kumppani/")
    nobodys = desk.client.get("/fi/workspace/never-was/")

    assert theirs.status_code == nobodys.status_code == 404
    assert theirs.text.replace("muu-kumppani", "…") == nobodys.text.replace("never-was", "…")


def test_whoever_was_removed_is_out_at_once(desk):
    yesterday = timezone.localdate() - timedelta(days=1)
    OrganizationRole.objects.update(valid_from=yesterday, valid_until=yesterday)

    desk.open(status=302)


def test_partner_whose_part_has_ended_has_no_workspace(desk, partner):
    partner.standing = Standing.ENDED
    partner.save()

    desk.open(status=404)


def test_person_with_two_roles_of_one_partner_is_there_once_as_owner(desk, editor, partner):
    OrganizationRole.objects.update(valid_until=timezone.localdate())
    OrganizationRole.objects.create(user=editor, organization=partner, role=PersonRole.OWNER)

    response = desk.client.get("/fi/workspace/")

    assert response.url == "/fi/workspace/hillapolku/"


def test_page_is_kept_by_no_proxy_and_found_by_no_search_engine(desk):
    page = desk.open()

    assert "private" in page.response.headers["Cache-Control"]
    assert page.all('meta[name="robots"]')[0]["content"] == "noindex,nofollow"
