"""The page that a proxy shows while the site is away stands by itself."""

import re

from bs4 import BeautifulSoup
from django.core.management import call_command

from config.languages import LANGUAGES


def printed(capsys) -> str:
    call_command("maintenance_page")
    return capsys.readouterr().out


def test_page_speaks_every_language_and_asks_nobody(capsys, valid_html):
    page = printed(capsys)

    valid_html(page)
    sentences = BeautifulSoup(page, "html.parser").select("p")
    assert [(p["lang"], p["dir"]) for p in sentences] == [
        (language.html_lang, language.direction) for language in LANGUAGES
    ]
    assert re.findall(r"<link|<script|<img|url\(|@import|https?:", page) == []


def test_page_leaves_out_languages_that_are_not_offered(settings, capsys):
    settings.LANGUAGES = [("fi", "Finnish"), ("ar", "Arabic")]

    assert re.findall(r'<p lang="(\w+)"', printed(capsys)) == ["fi", "ar"]
