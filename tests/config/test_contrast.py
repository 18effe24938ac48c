"""The colours of the look can be read: ours by this test, those of a deployment by a system check."""

import pytest
from django.core.checks import run_checks

from config.colours import contrast, read_colour
from config.contrast import GRAPHIC, INK, pairs, weak_pairs
from config.theme_checks import TAG
from config.tokens import Scheme, hues, token_sheets, tokens

OURS = "\n".join(token_sheets())
DARK = "@media (prefers-color-scheme: dark)"


@pytest.fixture
def theme(settings, tmp_path):
    """Gives the deployment a style sheet; returns what `manage.py check` says of it."""

    def write(css: str) -> list:
        file = tmp_path / "theme.css"
        file.write_text(css, "utf-8")
        settings.THEME_STYLESHEET = str(file)
        return run_checks(tags=[TAG])

    return write


def test_every_pair_of_ours_can_be_read_in_both_schemes():
    found = list(pairs(OURS))

    assert [str(pair) for pair in found if not pair.is_enough] == []
    assert {pair.scheme for pair in found} == set(Scheme)
    assert {pair.theme for pair in found} == {"", *hues(OURS)}
    assert {pair.least for pair in found} >= {INK, GRAPHIC}


@pytest.mark.parametrize("scheme", Scheme)
@pytest.mark.parametrize("ground", ["--ground", "--ground-warm"])
def test_our_links_are_as_far_from_the_page_as_its_text(scheme, ground):
    ours = {pair.colour: pair.ratio for pair in pairs(OURS) if (pair.scheme, pair.ground) == (scheme, ground)}

    assert min(ours[name] for name in ("--ink", "--ink-soft", "--action", "--visited")) >= INK


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        ("#000", "#ffffff", 21),
        ("#777777", "#fff", 4.48),
        ("rgb(119, 119, 119)", "hsl(0 0% 100%)", 4.48),
        ("hsl(210, 50%, 40%)", "rgb(255 255 255)", 6.0),
        ("#abc", "#abc", 1),
    ],
)
def test_contrast_is_that_of_the_guidelines(one, other, ratio):
    assert round(contrast(read_colour(one, {}), read_colour(other, {})), 2) == ratio


def test_colour_may_refer_to_another_token():
    known = {"--a": "var( --b )", "--b": "#ff0000"}

    assert read_colour("var(--a)", known) == (1, 0, 0)
    assert read_colour("var(--c)", known) is None
    assert read_colour("var(--d)", {"--d": "var(--d)"}) is None


def test_tokens_of_a_scheme_are_those_that_a_browser_would_take():
    css = f"""
        :root {{ --ink: #111; --edge: #222; /* --edge: #999; */ }}
        html, :root {{ --edge: #333 }}
        {DARK} {{ :root {{ --ink: #eee; }} .card {{ --ink: #555; }} }}
        @media print {{ :root {{ --ink: #000; }} }}
        @media (forced-colors: active) {{ :root {{ --ink: Canvas; }} }}
    """

    assert tokens(css, Scheme.LIGHT) == {"--ink": "#111", "--edge": "#333"}
    assert tokens(css, Scheme.DARK) == {"--ink": "#eee", "--edge": "#333"}


def test_site_without_a_sheet_of_its_own_is_not_warned(settings):
    settings.THEME_STYLESHEET = ""

    assert run_checks(tags=[TAG]) == []


def test_sheet_that_is_legible_is_not_warned(theme):
    assert theme(f":root {{ --action: #5b1a6b; }} {DARK} {{ :root {{ --action: #e3b7f0; }} }}") == []


def test_weak_colours_are_named_with_their_ratio_and_scheme(theme):
    found = theme(f":root {{ --ink-soft: #999; }} {DARK} {{ :root {{ --ink-soft: #bfcbc6; }} }}")

    assert found[0].id == "config.W001"
    assert found[0].msg == "Hard to read: --ink-soft on --ground in light: 2.85, less than 7."
    assert "THEME_STYLESHEET" in found[0].hint
    assert not [problem for problem in found if "dark" in problem.msg]


def test_colour_for_light_alone_is_found_weak_in_the_dark(theme):
    assert any(
        "--action on --ground in dark" in problem.msg for problem in theme(":root { --action: #123; }")
    )


def test_colour_that_cannot_be_read_is_named(theme):
    (problem, *_others) = theme(":root { --on-now: oklch(20% 0 0); }")

    assert problem.msg == ("Hard to read: --on-now on --now in light: write both as #rrggbb, rgb() or hsl().")


def test_themes_of_a_deployment_are_looked_at_one_by_one():
    weak = weak_pairs([OURS, ":root { --tint-ink-l: 80%; }"])

    assert {pair.theme for pair in weak if pair.scheme == Scheme.LIGHT} == set(hues(OURS))
