"""Coordinators keep ready-made trays for everybody; anybody makes one her own in one tap."""

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse

from directory.models import Service
from directory.moderation import COORDINATORS
from directory.reading.vocabulary import forget
from tests.cast import place, walk_in
from tests.directory.admin_forms import opened, posted
from tests.factories import TaxonomyTermFactory, UserFactory
from tests.plugins.pages import Page
from tests.trays.conftest import FROM_HERE
from trays.models import ReadyTray, ReadyTrayItem, Tray

ADDRESS = "/en/tray/ready/new-with-a-baby/"


def put_in(ready: ReadyTray, service: Service | None = None, **values) -> None:
    # The manager of the parent keeps it in memory until that is saved
    ReadyTrayItem.objects.create(ready=ready, service=service or walk_in(place("malmi")), **values)


@pytest.fixture
def ready(now):
    """One with two services, the second of which is not public."""
    made = ReadyTray.objects.create(
        slug="new-with-a-baby",
        name_fi="Vauvan kanssa",
        name_en="With a baby",
        greeting_fi="Tervetuloa!",
        greeting_en="Welcome!",
    )
    for number, live in enumerate((True, False)):
        service = walk_in(place("malmi"), name_fi=f"Perhekahvila {number}", live=live)
        put_in(made, service, sort_order=number, note_fi="Kysy Ainoa", note_en="Ask for Aino")
    return made


@pytest.fixture
def coordinator(db):
    user, client = UserFactory(is_staff=True), Client()
    user.groups.add(Group.objects.get(name=COORDINATORS))
    client.force_login(user)
    return client


def test_one_that_cannot_be_copied_just_now_says_so_and_leads_back(client, ready, read_only):
    with read_only():
        answer = client.post(ADDRESS, headers=FROM_HERE)

    assert answer.status_code == 503
    assert Page(answer).all(f'a[href="{ADDRESS}"]')
    assert not Tray.objects.exists()


def test_ready_made_trays_are_listed_where_trays_begin_in_the_order_of_the_coordinators(reader, ready):
    TaxonomyTermFactory(code="pregnancy-baby")
    forget()
    other = ReadyTray.objects.create(slug="money", name_fi="Rahat eivät riitä", sort_order=3)
    put_in(other)
    put_in(ReadyTray.objects.create(slug="hidden", name_fi="Piilossa", is_public=False))
    ReadyTray.objects.create(slug="empty", name_fi="Tyhjä")

    page = reader("/en/tray/")

    assert page.texts(".tray__ready li") == ["With a baby 1 service", "Rahat eivät riitä 1 service"]
    assert [str(tag["lang"]) for tag in page.all(".tray__ready [lang]")] == ["fi"]


def test_ready_made_tray_has_its_services_as_they_are_now_and_words_in_the_readers_language(reader, ready):
    page = reader(ADDRESS)

    assert page.texts("h1") == ["With a baby"]
    assert page.texts(".card__name") == ["Perhekahvila 0"]
    assert page.texts(".said") == ["Ask for Aino"]
    assert "14:00–16:00" in page.texts(".facts__when")[0]
    assert "Set-Cookie" not in page.response.headers
    assert [tag["lang"] for tag in reader(ADDRESS.replace("en", "so", 1)).all("h1 [lang]")] == ["fi"]


@pytest.mark.parametrize(
    ("language", "title", "note"),
    [("en", "With a baby", "Ask for Aino"), ("so", "Vauvan kanssa", "Kysy Ainoa")],
)
def test_ready_made_tray_is_made_ones_own_in_one_tap(ready, maker, language, title, note):
    maker.client.post(f"/{language}/tray/ready/new-with-a-baby/", headers=FROM_HERE)

    own = maker.own.tray
    assert (own.title, own.language) == (title, language if language == "en" else "fi")
    assert list(own.items.values_list("name", "note")) == [("Perhekahvila 0", note)]
    maker.change("remove", ready.items.first().service)
    assert ready.items.count() == 2


@pytest.mark.parametrize("headers", [{}, {"Sec-Fetch-Site": "cross-site"}])
def test_nothing_is_made_from_another_site(client, ready, headers):
    assert client.post(ADDRESS, headers=headers).status_code == 403
    assert not Tray.objects.exists()


@pytest.mark.parametrize("change", [{"is_public": False}, {"slug": "other"}])
def test_tray_that_is_not_public_is_not_there(client, ready, change):
    ReadyTray.objects.update(**change)

    assert client.get(ADDRESS).status_code == 404
    assert client.post(ADDRESS, headers=FROM_HERE).status_code == 404


def test_coordinator_makes_one_in_two_languages_and_the_others_stay(coordinator, ready, reader):
    edit = reverse("wagtailsnippets_trays_readytray:edit", args=[ready.pk])
    page = coordinator.get(edit)
    new = {"name_fi": "Uusi", "name_sv": "Ny"}

    answer = coordinator.post(edit, posted(page.context["form"]) | opened(page) | new)

    assert answer.status_code == 302
    ready.refresh_from_db()
    assert (ready.name_fi, ready.name_sv, ready.name_en) == ("Uusi", "Ny", "With a baby")
    assert ready.items.count() == 2


def test_tray_without_a_service_is_not_kept(coordinator, ready):
    edit = reverse("wagtailsnippets_trays_readytray:edit", args=[ready.pk])
    page = coordinator.get(edit)
    data = posted(page.context["form"]) | opened(page) | {"items-0-DELETE": "1", "items-1-DELETE": "1"}

    assert coordinator.post(edit, data).status_code == 200
    assert ready.items.count() == 2


def test_queries_do_not_grow_with_its_services(client, ready, django_assert_max_num_queries):
    client.get(ADDRESS)

    for shown in (1, 11):
        with django_assert_max_num_queries(11):
            assert client.get(ADDRESS).content.count(b"card__name") == shown
        for number in range(10):
            put_in(ready, sort_order=number)
