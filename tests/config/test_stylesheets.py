"""Every page gets its style sheet out of the components' sheets."""

import re

import brotli
import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.management import call_command
from django.template import engines
from django.template.exceptions import TemplateSyntaxError

from config.static import bundle, compact
from config.stylesheets import BUNDLES


@pytest.fixture
def collected(settings, tmp_path):
    """The folder of our static files as a deployment has it."""
    settings.STATIC_ROOT = tmp_path
    settings.STATICFILES_FINDERS = [
        finder for finder in settings.STATICFILES_FINDERS if "AppDirectories" not in finder
    ]
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
    }
    call_command("collectstatic", interactive=False, verbosity=0)
    return tmp_path


def page(text: str) -> str:
    return engines["django"].from_string("{% load look %}" + text).render({})


def test_comments_and_needless_white_space_are_dropped():
    css = "/* card: --wide\n   second line */\n.card  {\n    color: red; /* why */\n}\n\n\n.b { }\n"

    assert compact(css) == ".card {\ncolor: red; \n}\n.b { }"


@pytest.mark.parametrize("value", ['"a  /* b */  c"', r"'it\'s  /* kept */'", "url(data:x,/*y*/)"])
def test_strings_and_addresses_are_kept(value):
    css = f".a{{content:{value}}}"

    assert compact(css) == css


@pytest.mark.parametrize("name", BUNDLES)
def test_bundle_holds_every_rule_of_its_components_in_order(name):
    sheets = [(settings.ROOT / f"site/static/css/{sheet}.css").read_text("utf-8") for sheet in BUNDLES[name]]
    rules = re.sub(r"/\*.*?\*/|\s", "", "".join(sheets), flags=re.DOTALL)

    assert re.sub(r"\s", "", bundle(name)) == rules


def test_bundle_is_found_while_developing():
    found = finders.find("bundles/results.css")

    assert found.endswith("bundles/results.css")
    with open(found, encoding="utf-8") as sheet:  # noqa: PTH123
        assert sheet.read() == bundle("results")


def test_changed_component_changes_the_bundle(monkeypatch):
    finders.find("bundles/front.css")
    monkeypatch.setitem(BUNDLES, "front", ("search",))

    found = finders.find("bundles/front.css")

    with open(found, encoding="utf-8") as sheet:  # noqa: PTH123
        assert sheet.read() == bundle("front")


@pytest.mark.parametrize("path", ["bundles/nothing.css", "bundles/../css/site.css", "results.css"])
def test_no_other_file_is_found(path):
    assert finders.find(path) is None


def test_collected_bundle_has_a_hashed_name_and_a_compressed_copy(collected):
    [sheet] = collected.glob("bundles/results.*.css")

    assert re.fullmatch(r"results\.[0-9a-f]{12}\.css", sheet.name)
    assert brotli.decompress(sheet.with_name(f"{sheet.name}.br").read_bytes()) == sheet.read_bytes()


def test_page_links_the_bundle_by_its_hashed_name(collected):
    [sheet] = collected.glob("bundles/results.*.css")

    html = page('{% stylesheet "results" %}')

    assert html == f'<link rel="stylesheet" href="/static/bundles/{sheet.name}">'


def test_unknown_bundle_is_a_mistake_in_the_template():
    with pytest.raises(TemplateSyntaxError, match="resluts"):
        page('{% stylesheet "resluts" %}')
