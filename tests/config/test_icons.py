"""A page carries the pictograms that it shows, and no others."""

import re

import pytest
from django.conf import settings
from django.template import engines
from django.test import RequestFactory

from config.icons import symbols

NAMED = re.compile(r"""({%\s*icon\s+|\bicon\()["'](?P<name>[\w-]+)["'](?!\s*[|~])""")


@pytest.fixture
def page():
    """Renders the text of a template as an answer to a request."""
    request = RequestFactory().get("/fi/")

    def render(text: str) -> str:
        return engines["django"].from_string("{% load look %}" + text).render({}, request)

    return render


def test_icon_is_hidden_from_those_who_hear_the_page(page):
    html = page('{% icon "i-clock" %}')

    assert html == '<svg class="icon" aria-hidden="true"><use href="#i-clock"/></svg>'


def test_icon_takes_more_classes(page):
    html = page('{% icon "i-next" "icon--flip" %}')

    assert '<svg class="icon icon--flip" aria-hidden="true">' in html


def test_sprite_holds_just_the_symbols_that_were_shown(page):
    html = page('{% icon "i-clock" %}{% icon "i-pin" %}{% icon "i-clock" %}{% sprite %}')

    assert re.findall(r'<symbol id="([\w-]+)"', html) == ["i-clock", "i-pin"]


def test_sprite_knows_what_an_included_component_showed():
    marks = [{"icon": "i-alert", "words": "Full", "kind": ""}]
    text = '{% load drawn look %}{% drawn "components/marks.jinja" marks=marks %}{% sprite %}'

    html = engines["django"].from_string(text).render({"marks": marks}, RequestFactory().get("/fi/"))

    assert '<symbol id="i-alert"' in html


def test_page_without_icons_has_no_sprite(page):
    html = page("<p></p>{% sprite %}")

    assert html == "<p></p>"


def test_two_pages_do_not_share_their_sprites(page):
    page('{% icon "i-clock" %}')
    other = engines["django"].from_string('{% load look %}{% icon "i-pin" %}{% sprite %}')

    html = other.render({}, RequestFactory().get("/fi/"))

    assert "i-clock" not in html


def test_undrawn_icon_of_a_topic_leaves_the_page_standing(page, caplog):
    html = page('<p>{% icon "t-"|add:"no-such-theme" %}</p>')

    assert html == "<p></p>"
    assert "t-no-such-theme" in caplog.text


def test_drawings_carry_no_style_that_the_content_policy_would_drop():
    drawn = "".join(symbols().values())

    assert len(symbols()) > 30
    assert "style=" not in drawn


def test_every_icon_that_a_template_names_is_drawn():
    templates = settings.ROOT / "templates"
    texts = [file.read_text("utf-8") for kind in ("html", "jinja") for file in templates.rglob(f"*.{kind}")]
    named = {found["name"] for text in texts for found in NAMED.finditer(text)}

    assert {"i-clock", "i-hand"} <= named
    assert named <= symbols().keys()
