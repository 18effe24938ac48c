"""How the libraries are set up: traps that show nowhere else (DESIGN, traps 8, 9 and 15)."""

import pytest
from django.apps import apps
from django.conf import settings
from django.utils.translation import check_for_language, get_language_info
from wagtail.fields import StreamField
from wagtail.search.backends import get_search_backend

from config.languages import LANGUAGES
from directory.text_fields import translated_fields


@pytest.mark.django_db
def test_one_search_of_wagtails_is_installed_and_it_asks_the_database():
    """DESIGN, trap 8."""
    installed = [app for app in settings.INSTALLED_APPS if app in ("wagtail.search", "modelsearch")]

    assert len(installed) == 1
    assert ".database." in type(get_search_backend()).__module__


def test_no_body_of_blocks_has_a_column_for_each_language():
    """DESIGN, trap 15, which does not arise: docs/decisions/0005."""
    translated = {
        field.translated_field
        for model in apps.get_models()
        for (field, *_) in translated_fields(model).values()
    }

    assert translated
    assert not [field for field in translated if isinstance(field, StreamField)]


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.code)
def test_django_knows_every_language_and_its_direction(language):
    info = get_language_info(language.code)

    assert (info["name_local"], info["bidi"]) == (language.name, language.is_rtl)
    assert check_for_language(language.code)


@pytest.mark.django_db
@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.code)
def test_every_language_answers(language, client, search_index):
    """DESIGN, trap 9."""
    response = client.get(f"/{language.code}/")

    assert response.status_code == 200
    assert f'lang="{language.html_lang}"' in response.content.decode()
