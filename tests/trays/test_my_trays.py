"""Whoever is signed in keeps trays with her account if she wants to, and unties them again."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from directory.choices import PersonRole
from directory.models import OrganizationRole
from tests.cast import walk_in
from tests.factories import OrganizationFactory, UserFactory
from tests.plugins.pages import Page
from tests.trays.conftest import Maker
from trays.changes import make_tray
from trays.keeping import keep
from trays.models import KeptTray, Tray


def colleague() -> User:
    """Somebody who works for a partner: an account without any role is signed out."""
    user = UserFactory()
    OrganizationRole.objects.create(user=user, organization=OrganizationFactory(), role=PersonRole.EDITOR)
    return user


@pytest.fixture
def signed_in(maker) -> Maker:
    maker.client.force_login(colleague())
    maker.add(walk_in(name_fi="Perhekahvila"))
    maker.send(**{"tray-title": "Alku"})
    return maker


def user_of(maker: Maker):
    return maker.client.session["_auth_user_id"]


def kept_trays(client: Client) -> list[str]:
    """What the page where trays begin lists of an account."""
    page = client.get("/fi/tray/")
    (found,) = Page(page).all("[aria-labelledby=kept]")
    return [link.text.strip() for link in found.select("li a")]


def elsewhere(maker: Maker) -> Client:
    """The same person at another device."""
    client = Client()
    client.force_login(User.objects.get(pk=user_of(maker)))
    return client


def test_tray_is_tied_to_an_account_only_when_its_maker_wants_it(signed_in):
    assert kept_trays(elsewhere(signed_in)) == []

    signed_in.step("keep")
    signed_in.step("keep")

    assert kept_trays(elsewhere(signed_in)) == ["Alku"]
    assert KeptTray.objects.count() == 1


def test_kept_tray_is_changed_from_another_device(signed_in):
    signed_in.step("keep")
    other = elsewhere(signed_in)

    (link,) = Page(other.get("/fi/tray/")).all("[aria-labelledby=kept] li a")

    assert link["href"] == signed_in.address
    assert other.get(link["href"]).status_code == 200
    assert "tray" not in other.cookies


def test_untying_wipes_the_tie_and_leaves_the_tray(signed_in):
    signed_in.step("keep")

    signed_in.step("untie")

    assert not KeptTray.objects.exists()
    assert kept_trays(elsewhere(signed_in)) == []
    assert signed_in.client.get(signed_in.address).status_code == 200


def test_tie_goes_with_the_account_and_with_the_tray(signed_in):
    signed_in.step("keep")
    User.objects.get(pk=user_of(signed_in)).delete()
    assert (KeptTray.objects.count(), Tray.objects.count()) == (0, 1)


def test_tie_of_a_wiped_tray_is_gone(signed_in):
    signed_in.step("keep")

    signed_in.step("wipe")

    assert kept_trays(elsewhere(signed_in)) == []
    assert not KeptTray.objects.exists()


def test_nobody_sees_the_trays_of_somebody_else(signed_in, client):
    signed_in.step("keep")
    client.force_login(colleague())

    assert kept_trays(client) == []
    assert signed_in.key not in client.get("/fi/tray/").text


def test_whoever_is_not_signed_in_is_offered_nothing_and_ties_nothing(maker):
    maker.add(walk_in())

    assert 'value="keep"' not in maker.client.get(maker.address).text
    maker.step("keep")

    assert not KeptTray.objects.exists()
    assert Page(Client().get("/fi/tray/")).all("[aria-labelledby=kept]") == []


def test_page_with_kept_trays_is_kept_by_nobody(signed_in):
    signed_in.step("keep")

    response = elsewhere(signed_in).get("/fi/tray/")

    assert {"private", "no-store"} <= {part.strip() for part in response["Cache-Control"].split(",")}


def test_database_knows_no_key_of_a_kept_tray(signed_in):
    signed_in.step("keep")

    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM trays_kepttray")
        said = str([bytes(each) if isinstance(each, memoryview) else each for each in cursor.fetchone()])

    assert signed_in.key not in said


def test_kept_tray_is_found_after_the_secret_key_has_changed(signed_in, settings):
    signed_in.step("keep")
    user = User.objects.get(pk=user_of(signed_in))
    former, settings.SECRET_KEY = settings.SECRET_KEY, "another " * 10
    client = Client()
    client.force_login(user)

    assert kept_trays(client) == []
    settings.SECRET_KEY_FALLBACKS = [former]
    assert kept_trays(client) == ["Alku"]


def test_list_of_trays_takes_as_many_queries_for_two_as_for_five(signed_in):
    user = User.objects.get(pk=user_of(signed_in))
    client = elsewhere(signed_in)

    def queries() -> int:
        with CaptureQueriesContext(connection) as found:
            kept_trays(client)
        return len(found)

    numbers = []
    for more in (2, 3):
        for _ in range(more):
            keep(make_tray("fi"), user)
        kept_trays(client)
        numbers.append(queries())

    assert numbers[0] == numbers[1]
    assert len(kept_trays(client)) == 5
