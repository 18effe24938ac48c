"""Every page gets its style sheet out of the components' sheets."""

import re

import brotli
import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.management import call_command
from django.template import engines
from django.template.exceptions import TemplateSyntaxError

from config.css import blocks, compact
from config.static import bundle, bundle_names
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

    assert compact(css) == ".card{color:red}.b{}"


def test_white_space_that_says_something_stays():
    css = "a :hover, b > c { margin: 0 1px; --x: calc(1rem + 2px) }\n@media screen and (width: 9em) {i { }}"
    short = "a :hover,b > c{margin:0 1px;--x:calc(1rem + 2px)}@media screen and (width:9em){i{}}"

    assert compact(css) == short


@pytest.mark.parametrize("value", ['"a  /* b */  c"', r"'it\'s  /* kept */'", "url(data:x,/*y*/)"])
def test_strings_and_addresses_are_kept(value):
    css = f".a{{content:{value}}}"

    assert compact(css) == css


@pytest.mark.parametrize("name", BUNDLES)
def test_bundle_holds_every_rule_of_its_components_in_order(name):
    sheets = [(settings.ROOT / f"site/static/css/{sheet}.css").read_text("utf-8") for sheet in BUNDLES[name]]
    rules = [block for sheet in sheets for block in blocks(compact(sheet))]
    seldom = dict(blocks(bundle("seldom")))

    assert list(blocks(bundle(name))) == [rule for rule in rules if rule[0] not in seldom]
    assert [body for head, body in rules if head in seldom and body not in seldom[head]] == []


def test_what_is_for_paper_and_forced_colours_keeps_no_other_screen_waiting():
    others = "".join(bundle(name) for name in bundle_names() if name != "seldom")

    assert list(dict(blocks(bundle("seldom")))) == ["@media print", "@media (forced-colors:active)"]
    assert [rare for rare in ("@media print", "forced-colors") if rare in others] == []
    assert page('{% stylesheet "seldom" %}').endswith('seldom.css" media="print,(forced-colors:active)">')


def test_tokens_of_a_deployment_come_behind_ours(settings, tmp_path):
    theme = tmp_path / "theme.css"
    theme.write_text("/* ours */ :root { --action: #123456; }", "utf-8")
    settings.THEME_STYLESHEET = str(theme)

    sheet = bundle("site")

    assert "ours" not in sheet
    assert sheet.index("--action:#0b4644") < sheet.index(":root{--action:#123456}") < sheet.index("body{")
    assert "#123456" not in bundle("results")


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
