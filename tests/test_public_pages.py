"""What holds for every public page: no cookie, a strict policy, nobody else asked, small, valid HTML."""

import gzip
import re
from pathlib import Path
from urllib.parse import urlsplit

import brotli
import pytest
from django.conf import settings
from django.utils.translation import gettext, override

from config.languages import LANGUAGES
from config.static import bundle
from config.stylesheets import BUNDLES
from directory.reading.texts import Text
from public_pages import PAGES

pytestmark = pytest.mark.django_db

#: Bytes of a connection's first round trip (DESIGN D12)
FIRST_ROUND_TRIP = 14_600
ALL_SCRIPTS = 12_000
CODES = [language.code for language in LANGUAGES]
STRICT = {
    "default-src": "'none'",
    **dict.fromkeys(
        ["script-src", "style-src", "img-src", "connect-src", "font-src", "form-action"], "'self'"
    ),
    **dict.fromkeys(["frame-ancestors", "base-uri"], "'none'"),
}
#: Attributes by which a page makes a browser ask for something
RESOURCES = (
    *(("img", "src"), ("script", "src"), ("use", "href"), ("form", "action")),
    # Other addresses of the page are told to search engines; no browser asks for them
    ("link:not([rel=canonical], [rel=alternate])", "href"),
)
STATIC = settings.ROOT / "site" / "static"


@pytest.fixture
def open_page(demo_site, reader):
    """Opens a page of the demo by its name, in a language."""
    return lambda name, language, **headers: reader(f"/{language}/{demo_site[name]}", **headers)


def compressed(path: Path) -> int:
    return len(brotli.compress(path.read_bytes(), quality=11))


@pytest.mark.parametrize("name", PAGES)
def test_page_sets_no_cookie_and_varies_by_none(open_page, name):
    response = open_page(name, "fi").response

    assert "Set-Cookie" not in response.headers
    assert not response.cookies
    assert "cookie" not in response.headers.get("Vary", "").lower()


@pytest.mark.parametrize("name", PAGES)
def test_page_carries_the_strict_policy(open_page, name):
    headers = open_page(name, "fi").response.headers

    policy = dict(part.strip().split(" ", 1) for part in headers["Content-Security-Policy"].split(";"))
    assert policy == STRICT
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"


@pytest.mark.parametrize("name", PAGES)
def test_page_makes_the_browser_ask_nobody_else(open_page, name):
    page = open_page(name, "ar")

    asked = [tag[attribute] for tag, attribute in _attributes(page)]
    assert asked
    assert [address for address in asked if urlsplit(address).netloc] == []
    assert page.all("iframe, object, embed, video, audio, [style], [onclick], style, [srcset]") == []


@pytest.mark.parametrize("name", BUNDLES)
def test_style_sheet_makes_the_browser_ask_nobody_else(name):
    addresses = re.findall(r"url\(([^)]*)\)|@import", bundle(name))

    assert [address for address in addresses if "//" in address and "data:" not in address] == []


@pytest.mark.parametrize("language", CODES)
@pytest.mark.parametrize("name", PAGES)
def test_page_names_each_language_it_speaks(open_page, name, language):
    page = open_page(name, language)

    (html,) = page.all("html")
    own = Text("", language)
    assert (html["lang"], html["dir"]) == (own.html_lang, own.direction)
    for tag in page.all("body [lang]"):
        assert tag["dir"] == Text("", tag["lang"].lower()).direction
    assert len(page.all("h1")) == len(page.all("main#main")) == 1
    assert page.texts("title")[0].removesuffix(" – Tarjotin").strip()


@pytest.mark.parametrize("language", CODES)
@pytest.mark.parametrize("name", ["front", "results", "service"])
def test_page_is_valid_html_in_every_language(open_page, valid_html, name, language):
    valid_html(open_page(name, language).response.text)


@pytest.mark.parametrize("language", ["fi", "ar"])
@pytest.mark.parametrize("name", sorted(set(PAGES) - {"front", "results", "service"}))
def test_other_page_is_valid_html(open_page, valid_html, name, language):
    valid_html(open_page(name, language).response.text)


def test_page_while_there_is_no_index_is_valid_html(demo_site, client, settings, tmp_path, valid_html):
    settings.SEARCH_INDEX_FOLDER = tmp_path / "none"

    response = client.get("/ar/search/?q=%22%3E")

    assert response.status_code == 503
    valid_html(response.text)


@pytest.mark.parametrize("language", CODES)
def test_address_that_is_none_has_a_valid_page_in_the_readers_language(client, valid_html, language):
    response = client.get(f"/{language}/services/none/")

    assert response.status_code == 404
    assert f'<html lang="{Text("", language).html_lang}"' in response.text
    assert "Set-Cookie" not in response.headers
    valid_html(response.text)


def test_page_of_an_error_of_ours_is_valid_and_asks_for_nothing(valid_html):
    page = (settings.ROOT / "templates" / "500.html").read_text("utf-8")

    valid_html(page)
    assert re.findall(r"<link|<script|<img|\{[%{]|style=", page) == []
    assert {"fi", *re.findall(r'<p lang="([^"]+)"', page)} == {each.html_lang for each in LANGUAGES}
    assert page.count('dir="rtl"') == sum(each.is_rtl for each in LANGUAGES)


def test_page_of_an_error_of_ours_leads_to_help_in_every_language(client):
    page = (settings.ROOT / "templates" / "500.html").read_text("utf-8")

    links = re.findall(r'<p lang="([^"]+)".*?<a href="([^"]+)">([^<]+)</a>', page)

    assert [url for _language, url, _words in links] == [f"/{code}/help/" for code in CODES]
    assert all(client.get(url).status_code == 200 for _language, url, _words in links)
    for code, (_language, _url, words) in zip(CODES, links, strict=True):
        with override(code):
            assert words == gettext("I need help")
    assert '<a href="tel:112">112</a>' in page


@pytest.mark.parametrize("language", CODES)
def test_results_and_their_style_fit_into_the_first_round_trip(open_page, language):
    page = open_page("results", language, accept_encoding="br")

    assert page.response["Content-Encoding"] == "br"
    html = brotli.decompress(page.response.content).decode()
    assert html.count('<article class="card') == 20
    css = sum(len(brotli.compress(bundle(name).encode(), quality=11)) for name in ("site", "results"))
    assert len(page.response.content) + css <= FIRST_ROUND_TRIP


def test_all_scripts_together_are_small():
    sizes = {path.name: compressed(path) for path in (STATIC / "js").glob("*.js")}

    assert sizes
    assert sum(sizes.values()) <= ALL_SCRIPTS, sizes


@pytest.mark.parametrize(
    ("accepted", "encoding"),
    [
        ("br, gzip", "br"),
        ("gzip, deflate, br;q=0.9", "br"),
        ("gzip", "gzip"),
        ("br;q=0, gzip", "gzip"),
        ("identity", None),
    ],
)
def test_page_is_compressed_as_the_browser_takes_it(open_page, accepted, encoding):
    plain = open_page("front", "fi").response
    response = open_page("front", "fi", accept_encoding=accepted).response

    assert response.headers.get("Content-Encoding") == encoding
    assert "Accept-Encoding" in response["Vary"]
    assert int(response["Content-Length"]) == len(response.content)
    unpack = {"br": brotli.decompress, "gzip": gzip.decompress, None: bytes}[encoding]
    assert unpack(response.content) == plain.content


def test_every_template_of_a_public_page_is_looked_at_here(open_page):
    used = {template.name for name in PAGES for template in open_page(name, "fi").response.templates}
    folders = [
        settings.ROOT / "templates" / folder for folder in ("pages", "search", "directory", "components")
    ]
    drawn = {str(path.relative_to(path.parents[1])) for folder in folders for path in folder.glob("*.html")}

    elsewhere = {
        *("search/not_ready.html", "search/suggestions.html", "search/guides.html"),
        "search/explanation.html",  # for staff alone
        # tests/search/querying/test_from_words.py, tests/journeys/test_conditions_in_words.py
        *("search/anywhere.html", "search/near_misses.html"),
        *("components/time_field.html", "components/picture.html"),
        *("components/field.html", "components/mark.html"),  # of the workspace
        "components/alerts.html",  # tests/desk/test_alerts.py
    }
    assert drawn - used <= elsewhere


def test_demo_says_that_it_is_one(open_page):
    assert "This is a demonstration:" in open_page("front", "en").text


def _attributes(page):
    return [
        (tag, attribute)
        for name, attribute in RESOURCES
        for tag in page.all(f"{name}[{attribute}]")
        if not tag[attribute].startswith("#")
    ]
