"""Addresses that are none lead on, in the reader's language or to a choice of all."""

import re

import pytest
from django.test import Client, RequestFactory, override_settings

from config.errors import server_error, style_digest
from config.languages import LANGUAGES
from config.maintenance import maintenance_page
from directory.reading.vocabulary import forget
from tests.factories import TaxonomyTermFactory

pytestmark = pytest.mark.django_db


def test_address_that_is_none_offers_a_search_themes_and_help(reader):
    TaxonomyTermFactory(code="babies", name_fi="Vauvat", name_so="Dhallaanka")
    forget()

    page = reader("/so/services/none/", status=404)

    assert page.all('html[lang="so"]')
    assert page.href("Dhallaanka") == "/so/search/?theme=babies"
    assert page.all('form[role="search"][action="/so/search/"] input[name="q"]')
    assert page.all('main a[href="/so/help/"]')
    assert page.all('meta[name="robots"][content="noindex"]')
    assert not page.all(".langs--row")  # the reader may have lost the language, too


@pytest.mark.parametrize("address", ["/xx/", "/xx", "/xx/search/", "/fr-ca/help/", "/zh/", "/FI/"])
def test_language_that_is_not_offered_leads_to_a_choice_of_all(reader, address):
    page = reader(address, status=404)

    assert page.texts(".choice strong") == [language.name for language in LANGUAGES]
    links = page.all(".choice")
    assert [link["lang"] for link in links] == [language.html_lang for language in LANGUAGES]
    assert [link["dir"] for link in links] == [language.direction for language in LANGUAGES]
    assert "Set-Cookie" not in page.response.headers


def test_choice_of_languages_keeps_the_page_where_there_is_one(reader):
    links = reader("/xx/search/?q=apua&free=1", status=404).all(".choice")

    assert [link["href"] for link in links][:2] == [
        f"/{language.code}/search/?q=apua&free=1" for language in LANGUAGES[:2]
    ]


def test_choice_of_languages_asks_each_reader_in_her_own(reader):
    asked = reader("/xx/", status=404).texts(".choice span")

    assert asked[:3] == ["Mitä tarvitset?", "Vad behöver du?", "What do you need?"]
    assert len(set(asked)) == len(LANGUAGES)


@pytest.mark.parametrize(
    ("accepted", "language"),
    [("so, en;q=0.5", "so"), ("fi", "fi"), ("fi-FI, en;q=0.8", "fi"), ("ja", "en"), ("", "en")],
)
def test_choice_of_languages_speaks_the_browsers_and_finnish_only_to_those_who_ask(
    reader, accepted, language
):
    page = reader("/xx/", status=404, accept_language=accepted)

    assert page.all(f'html[lang="{language}"]')
    assert page.response["Content-Language"] == language
    assert "Accept-Language" in page.response["Vary"]


def test_choice_of_languages_holds_those_that_are_offered(settings, reader):
    settings.LANGUAGES = [("fi", "Finnish"), ("sv", "Swedish")]

    page = reader("/so/", status=404, accept_language="ja")

    assert page.texts(".choice strong") == ["Suomi", "Svenska"]
    assert page.all('html[lang="fi"]')


def test_page_without_its_language_is_found_in_the_readers(reader):
    response = reader("/help/", status=302, accept_language="so").response

    assert response["Location"] == "/so/help/"
    assert "Accept-Language" in response["Vary"]


def test_choice_of_languages_is_valid_html(client, valid_html):
    valid_html(client.get("/xx/", headers={"accept-language": "ar"}).text)


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_page_that_takes_no_forms_says_so_in_the_readers_language(method):
    client = Client(enforce_csrf_checks=True)

    response = getattr(client, method)("/so/accessibility/")

    assert response.status_code == 405
    assert response["Allow"] == "GET, HEAD"
    assert 'lang="so"' in response.text
    assert 'href="/so/help/"' in response.text


def test_form_without_its_token_is_refused_in_the_readers_language():
    client = Client(enforce_csrf_checks=True)

    with override_settings(ROOT_URLCONF="tests.config.form"):
        response = client.post("/fi/form/")

    assert response.status_code == 403
    assert response.text.count("<h1") == 1
    assert "Django" not in response.text
    assert "changed" not in response.text


def test_refusal_is_valid_html(valid_html):
    valid_html(Client(enforce_csrf_checks=True).post("/ar/apply/").text)


def test_error_of_ours_has_a_page_with_a_policy_for_its_own_style(settings):
    settings.DEBUG_PROPAGATE_EXCEPTIONS = False
    client = Client(raise_request_exception=False)

    with override_settings(ROOT_URLCONF="tests.config.broken"):
        response = client.get("/fi/")

    assert response.status_code == 500
    page = response.text
    assert f"style-src '{style_digest(page)}'" in response["Content-Security-Policy"]
    assert "default-src 'none'" in response["Content-Security-Policy"]
    assert page.count("<p lang=") == len(LANGUAGES)


def test_page_of_an_error_of_ours_and_of_maintenance_look_alike(settings):
    style = (settings.ROOT / "templates" / "plain.css").read_text("utf-8")

    for page in (server_error(RequestFactory().get("/")).text, maintenance_page()):
        assert re.search(r"<style>(.*?)</style>", page, re.DOTALL)[1].strip() == style.strip()


def test_address_of_another_host_is_refused(client):
    answer = client.get("/fi/", headers={"host": "other.example"})

    assert answer.status_code == 400
    assert "other.example" not in answer.text
