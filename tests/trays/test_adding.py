"""A service is put into a tray from wherever it is shown, without signing in and without a script."""

import pytest

from directory.models import Helpline
from tests.cast import walk_in
from tests.plugins.pages import Page
from tests.trays.conftest import FROM_HERE
from trays.models import MOST_SERVICES, Tray


def names(maker) -> list[str]:
    return maker.page().texts(".tray__name")


@pytest.mark.parametrize("path", ["/fi/search/", "/fi/services/{}/"])
def test_page_of_services_has_a_button_and_its_form(reader, site, path):
    service = walk_in(name_fi="Perhekahvila")
    site.drain()

    page = reader(path.format(service.slug))

    (form,) = page.all("form#tray")
    (button,) = page.all("button[form=tray]")
    assert (form["action"], form["method"]) == ("/fi/tray/add/", "post")
    assert (button["name"], button["value"]) == ("add", str(service.pk))
    assert not page.response.cookies


@pytest.mark.parametrize("path", ["/fi/search/?q=zzqqxxyy", "/fi/today/"])
def test_page_that_is_renewed_in_place_has_the_form_before_there_is_a_button(reader, path):
    page = reader(path)

    assert not page.all("button[name=add]")
    assert page.all("form#tray")


def test_first_service_makes_the_tray_and_sets_the_only_cookie(maker):
    service = walk_in(name_fi="Perhekahvila")

    response = maker.add(service)

    (name,) = response.cookies
    cookie = response.cookies[name]
    assert name == "tray"
    assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")
    assert names(maker) == ["Perhekahvila"]


def test_services_go_into_the_same_tray_each_once(maker):
    first, second = walk_in(name_fi="Ensin"), walk_in(name_fi="Sitten")

    for service in (first, second, first):
        maker.add(service)

    assert names(maker) == ["Ensin", "Sitten"]
    assert Tray.objects.count() == 1


def test_maker_stays_on_the_page_she_was_on(maker):
    service = walk_in()
    came_from = {"Referer": "http://testserver/fi/search/?q=apua"}

    response = maker.client.post("/fi/tray/add/", {"add": service.pk}, headers=FROM_HERE | came_from)

    assert response["Location"] == "/fi/search/?q=apua"


@pytest.mark.parametrize(
    "page", ["https://elsewhere.example/fi/", "http://testserver//elsewhere", "http://[", ""]
)
def test_nobody_is_led_elsewhere(maker, page):
    response = maker.client.post(
        "/fi/tray/add/", {"add": walk_in().pk}, headers=FROM_HERE | {"Referer": page}
    )

    assert response["Location"] == maker.address


def test_page_then_says_what_is_in_the_tray(maker, site):
    service, _other = walk_in(name_fi="Perhekahvila"), walk_in(name_fi="Muu")
    site.drain()
    maker.add(service)

    page = maker.client.get("/fi/search/")

    assert page.content.count(b'name="add"') == 1
    assert b'<span class="count">1</span>' in page.content


def test_script_gets_the_parts_that_change(maker):
    response = maker.client.post(
        "/fi/tray/add/", {"add": walk_in().pk}, headers=FROM_HERE | {"X-Requested-With": "fetch"}
    )

    assert response.status_code == 200
    assert b'id="my-tray"' in response.content
    assert b"data-added" in response.content


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Origin": "null"},
        {"Origin": "https://elsewhere.example"},
        {"Sec-Fetch-Site": "cross-site", "Origin": "http://testserver"},
        {"Sec-Fetch-Site": "same-site"},
        {"Referer": "https://elsewhere.example/"},
        {"Origin": "http://["},
    ],
)
def test_nothing_is_added_from_another_site(maker, headers):
    response = maker.client.post("/fi/tray/add/", {"add": walk_in().pk}, headers=headers)

    assert response.status_code == 403
    assert not Tray.objects.exists()
    assert not response.cookies


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "same-origin", "Origin": "null"},
        {"Origin": "http://testserver"},
        {"Referer": "http://testserver/fi/search/"},
    ],
)
def test_every_browser_can_say_that_it_is_from_here(maker, headers):
    response = maker.client.post("/fi/tray/add/", {"add": walk_in().pk}, headers=headers)

    assert response.status_code == 302
    assert Tray.objects.count() == 1


@pytest.mark.parametrize("value", ["", "0", "-1", "9" * 40, "x", "1 or 1=1", "١", "\x00"])
def test_what_is_no_public_service_makes_no_tray(maker, value):
    hidden = walk_in(live=False)

    for each in (value, hidden.pk):
        response = maker.client.post("/fi/tray/add/", {"add": each}, headers=FROM_HERE)
        assert response.status_code == 404

    assert not Tray.objects.exists()


def test_tray_holds_thirty_services_and_says_so(maker):
    services = [walk_in() for _ in range(MOST_SERVICES + 1)]
    maker.add(*services[:MOST_SERVICES])

    response = maker.add(services[-1])

    assert response["Location"] == f"{maker.address}?full=1"
    assert len(names(maker)) == MOST_SERVICES
    assert b"notice--alert" in maker.client.get(response["Location"]).content


def test_theme_path_becomes_a_tray_of_its_own_in_one_tap(maker):
    first, path = walk_in(), [walk_in(name_fi="A"), walk_in(name_fi="B")]
    maker.add(first)

    response = maker.add(*path, new="1")

    assert response["Location"] == maker.address
    assert names(maker) == ["A", "B"]
    assert Tray.objects.count() == 2


def test_what_cannot_be_added_just_now_is_said_with_a_number_to_call_and_the_way_back(maker, read_only):
    Helpline.objects.create(slug="advice", name_fi="Neuvonta", number="09 310 1111")
    service, headers = walk_in(), FROM_HERE | {"Referer": "http://testserver/fi/search/?q=x"}

    with read_only():
        answer = maker.client.post("/fi/tray/add/", {"add": service.pk}, headers=headers)

    page = Page(answer)
    assert answer.status_code == 503
    assert page.texts("h1") == ["Mitään ei ole vielä tallennettu."]
    assert page.all('a[href="/fi/search/?q=x"]')
    assert "09 310 1111" in answer.text


def test_trays_are_not_made_without_end_and_a_number_to_call_is_told(maker):
    Helpline.objects.create(slug="advice", number="09 000 1000", name_fi="Neuvonta")
    service = walk_in()

    codes = [maker.add(service, new="1").status_code for _ in range(70)]

    assert codes.count(302) == Tray.objects.count() == 60
    assert codes[-1] == maker.step("copy").status_code == maker.step("another").status_code == 429
    assert Page(maker.add(service, new="1")).texts("a.tel") == ["09 000 1000"]
