"""The style page: for staff, in both directions and schemes, with every component."""

import re

import pytest
from django.contrib.auth.models import Permission

from accounts.models import User
from config.css import blocks
from config.specimen_texts import LENGTHS
from config.static import bundle
from config.tokens import Scheme, token_sheets, tokens
from directory.models import OrganizationRole
from tests.factories import OrganizationFactory

pytestmark = pytest.mark.django_db

ADDRESS = "/styleguide/"


@pytest.fixture
def staff(client):
    client.force_login(User.objects.create_user("staff@example.org", is_staff=True))


def test_stranger_is_led_to_the_log_in(reader):
    response = reader(ADDRESS + "?language=ar", status=302).response

    assert response["Location"] == "/fi/sign-in/?next=/styleguide/%3Flanguage%3Dar"


def test_person_without_the_right_is_refused(client):
    partner = User.objects.create_user("partner@example.org")
    OrganizationRole.objects.create(user=partner, organization=OrganizationFactory(), role="owner")
    client.force_login(partner)

    assert client.get(ADDRESS).status_code == 403


def test_person_who_may_enter_the_admin_sees_it(client):
    person = User.objects.create_user("editor@example.org")
    person.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client.force_login(person)

    assert client.get(ADDRESS).status_code == 200


def test_page_is_neither_found_by_search_engines_nor_kept(staff, reader):
    page = reader(ADDRESS)

    assert page.response["X-Robots-Tag"] == "noindex"
    assert page.all('meta[name="robots"][content="noindex"]')
    assert "no-store" in page.response["Cache-Control"]


@pytest.mark.parametrize("scheme", Scheme)
@pytest.mark.parametrize("language", LENGTHS)
def test_page_shows_a_language_and_a_scheme(staff, reader, language, scheme):
    page = reader(f"{ADDRESS}?language={language}&scheme={scheme}")

    (html,) = page.all("html")
    assert (html["lang"].lower(), html["dir"]) == (language, "rtl" if language in ("ar", "ckb") else "ltr")
    assert page.all(f'.guide[data-scheme="{scheme}"]')
    assert [text for text in LENGTHS[language] if text not in page.text] == []


@pytest.mark.parametrize("query", ["?language=xx&scheme=sepia", "?language=&scheme=", "?language=../fi"])
def test_unknown_choice_shows_the_first_one(staff, reader, query):
    assert reader(ADDRESS + query).all('html[lang="fi"] .guide[data-scheme="light"]')


@pytest.mark.parametrize("language", ["fi", "ckb"])
def test_page_is_valid_html(staff, reader, valid_html, language):
    valid_html(reader(f"{ADDRESS}?language={language}").response.text)


def test_page_shows_every_component_that_it_has_styles_for(staff, reader):
    page = reader(ADDRESS)
    html = page.response.text
    heads = " ".join(head for head, _body in blocks(bundle("styleguide")) if not head.startswith("@"))
    names = {name.split("__")[0].split("--")[0] for name in re.findall(r"\.([a-z][\w-]*)", heads)}

    shown = {
        name.split("__")[0].split("--")[0]
        for each in re.findall(r'class="([^"]*)"', html)
        for name in each.split()
    }

    # Parts of whole pages: columns, the question with its picture, steps of a form, what is updated in place
    assert names - shown <= {"layout", "ask", "tries", "more", "step", "bar", "places", "exits"}


def test_schemes_can_be_chosen_against_the_system(reader):
    sheet = reader("/styleguide/schemes.css").response

    assert sheet["Content-Type"] == "text/css"
    for scheme in Scheme:
        ink = tokens("\n".join(token_sheets()), scheme)["--ink"]
        assert re.search(rf"\[data-scheme={scheme}\]{{color-scheme:{scheme};[^}}]*--ink:{ink};", sheet.text)
