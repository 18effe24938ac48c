"""How the libraries are set up: traps that show nowhere else (DESIGN, traps 8 and 9)."""

import pytest
from django.conf import settings
from django.utils.translation import check_for_language, get_language_info
from wagtail.search.backends import get_search_backend

from config.languages import LANGUAGES


@pytest.mark.django_db
def test_one_search_of_wagtails_is_installed_and_it_asks_the_database():
    installed = [app for app in settings.INSTALLED_APPS if app in ("wagtail.search", "modelsearch")]

    assert len(installed) == 1
    assert ".database." in type(get_search_backend()).__module__


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.code)
def test_django_knows_every_language_and_its_direction(language):
    info = get_language_info(language.code)

    assert (info["name_local"], info["bidi"]) == (language.name, language.is_rtl)
    assert check_for_language(language.code)


@pytest.mark.django_db
@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.code)
def test_every_language_answers(language, client, search_index):
    response = client.get(f"/{language.code}/")

    assert response.status_code == 200
    assert f'lang="{language.html_lang}"' in response.content.decode()
