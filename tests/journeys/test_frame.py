"""The frame in a browser: languages on a phone, the quick way out, every component for every eye."""

import pytest
from django.conf import settings as project
from django.contrib.sessions.backends.db import SessionStore
from playwright.sync_api import expect

from accounts.models import User
from config.colours import read_colour
from config.contrast import OF_THEMES, USED
from config.tokens import Scheme, hues, token_sheets, tokens

pytestmark = [pytest.mark.browser, pytest.mark.django_db]

PHONE = {"width": 360, "height": 740}
SENSITIVE = "/fi/services/c-huone-12/"
#: Every colour of a text, and of the ground that it stands on, as [colour, ground, an example]
PAIRS = """() => {
  const ground = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const colour = getComputedStyle(at).backgroundColor;
      if (!colour.endsWith(", 0)")) return colour;
    }
  };
  const found = new Map();
  for (const element of document.querySelectorAll(".guide *")) {
    const isText = [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
    const box = element.getBoundingClientRect();
    const isShown = isText || element.matches("input, textarea, select");
    if (!isShown || box.width < 2 || element.matches("option, script")) continue;
    const pair = [getComputedStyle(element).color, ground(element)];
    found.set(pair.join(), [...pair, element.outerHTML.slice(0, 100)]);
  }
  return [...found.values()];
}"""
#: Components whose ground is all that tells them apart, and which have no edge
EDGELESS = """(selectors) => selectors.filter((selector) => {
  const all = [...document.querySelectorAll(`.guide ${selector}`)].filter((each) => each.offsetWidth);
  return !all.length || !all.every((each) => parseFloat(getComputedStyle(each).borderBlockEndWidth) >= 1);
})"""

#: How many lines the text of an element takes
LINES = """(element) => {
  const range = document.createRange();
  range.selectNodeContents(element);
  return range.getClientRects().length;
}"""


@pytest.fixture
def guide(new_page, site_url):
    """Opens the style page as one of the staff: `guide("ar", "dark", width=360)`."""
    session = SessionStore()
    person = User.objects.create_user("staff@example.org", is_staff=True)
    session.update(
        {
            "_auth_user_id": str(person.pk),
            "_auth_user_backend": project.AUTHENTICATION_BACKENDS[0],
            "_auth_user_hash": person.get_session_auth_hash(),
        }
    )
    session.save()

    def open_guide(language: str, scheme: str = "light", *, width: int = 1280, **options):
        page = new_page(viewport={"width": width, "height": 900}, reduced_motion="reduce", **options)
        page.context.add_cookies([{"name": "sessionid", "value": session.session_key, "url": site_url}])
        page.goto(f"/styleguide/?language={language}&scheme={scheme}")
        return page

    return open_guide


@pytest.mark.parametrize("language", ["fi", "ar", "es"])
def test_current_language_is_in_sight_on_a_phone_and_the_row_is_one_line(new_page, language):
    page = new_page(viewport=PHONE)
    page.goto(f"/{language}/help/")

    expect(page.locator(".langs [aria-current]")).to_be_in_viewport(ratio=1)
    assert page.locator(".langs").bounding_box()["height"] < 60


def test_all_languages_unfold_on_a_phone_with_one_tap(new_page):
    page = new_page(viewport=PHONE, java_script_enabled=False)
    page.goto("/fi/help/")
    expect(page.locator(".langs__link[hreflang=es]")).not_to_be_in_viewport()

    page.locator(".langs summary").click()

    for link in page.locator(".langs__link").all():
        expect(link).to_be_in_viewport(ratio=1)
    page.locator(".langs__link[hreflang=es]").click()
    page.wait_for_url("**/es/help/")


def test_language_that_is_reached_with_the_keyboard_comes_into_sight(new_page):
    page = new_page(viewport=PHONE)
    page.goto("/ar/help/")
    page.locator(".langs summary").focus()

    for _ in range(15):
        page.keyboard.press("Tab")
        expect(page.locator(".langs__link:focus")).to_be_in_viewport(ratio=1)


def test_front_page_shows_every_language_on_a_phone(new_page):
    page = new_page(viewport=PHONE)
    page.goto("/ckb/")

    for link in page.locator(".langs__link").all():
        expect(link).to_be_in_viewport(ratio=1)


def test_word_on_the_big_search_button_is_never_broken(new_page):
    page = new_page()

    lines = {}
    for language in ("fr", "uk", "ar"):
        page.goto(f"/{language}/")
        for width in (320, 740, 1280):
            page.set_viewport_size({"width": width, "height": 800})
            word = page.locator(".search--big .btn span")
            lines[language, width] = word.evaluate(LINES)

    assert set(lines.values()) == {1}


@pytest.fixture
def harmless(settings, site_url) -> str:
    settings.QUICK_EXIT_URL = f"{site_url}/fi/help/"
    return settings.QUICK_EXIT_URL


@pytest.mark.parametrize("leave", ["tap", "keys"])
def test_page_that_was_left_quickly_is_not_behind_the_back_button(browser_page, harmless, leave):
    page = browser_page
    page.goto("/fi/")
    page.goto(SENSITIVE)

    if leave == "tap":
        page.locator("[data-exit]").click()
    else:
        for _ in range(3):
            page.keyboard.press("Escape")
    page.wait_for_url(harmless)
    page.go_back()

    page.wait_for_url("**/fi/")


def test_page_stays_when_escape_was_pressed_for_something_else(browser_page, harmless):
    page = browser_page
    page.goto(SENSITIVE)

    for key in ("Escape", "Escape", "Tab", "Escape"):
        page.keyboard.press(key)

    page.wait_for_timeout(300)
    assert page.url.endswith(SENSITIVE)


def test_way_out_works_without_scripts_and_stays_in_sight(new_page, harmless):
    page = new_page(viewport=PHONE, java_script_enabled=False)
    page.goto(SENSITIVE)
    page.locator(".site-footer").scroll_into_view_if_needed()
    page.mouse.wheel(0, -400)

    expect(page.locator("[data-exit]")).to_be_in_viewport(ratio=1)
    page.locator("[data-exit]").click()
    page.wait_for_url(harmless)


def test_way_out_comes_with_a_topic_that_is_chosen_later(browser_page, harmless):
    page = browser_page
    page.goto("/fi/search/?topic=shelter")

    page.locator("[data-exit]").click()

    page.wait_for_url(harmless)


@pytest.mark.parametrize("scheme", Scheme)
@pytest.mark.parametrize("language", ["fi", "ar"])
def test_components_have_no_barrier(guide, axe, language, scheme):
    assert axe(guide(language, scheme)) == []


@pytest.mark.parametrize("language", ["fi", "ckb", "vi", "zh-hans"])
def test_components_fit_a_narrow_phone_with_the_longest_texts(guide, language):
    page = guide(language, width=320)

    assert page.evaluate("document.documentElement.scrollWidth") == 320


@pytest.mark.parametrize("scheme", Scheme)
def test_components_use_no_pair_of_colours_that_is_not_measured(guide, scheme):
    used = guide("fi", scheme).evaluate(PAIRS)

    measured = measured_pairs(scheme)
    unmeasured = [pair for pair in used if not is_among(measured, *map(as_numbers, pair[:2]))]
    assert len(used) > 25
    assert unmeasured == []


def test_forced_colours_give_an_edge_to_what_had_a_ground_only(guide):
    page = guide("fi", forced_colors="active")

    by_ground = [
        ".btn",
        ".chip",
        ".tile",
        ".choice",
        ".panel",
        ".now",
        ".notice",
        ".said",
        ".week li",
        ".mark",
    ]
    assert page.evaluate(EDGELESS, by_ground) == []


def test_time_is_typed_on_the_24_hour_clock_whatever_the_system_prefers(guide):
    field = guide("fi", locale="en-US").locator("#opens")

    accepted = {}
    for text in ("9", "9.30", "09:30", "930", "1730", "23.59", "24.00", "9.60", "12 am"):
        field.fill(text)
        accepted[text] = field.evaluate("(each) => each.checkValidity()")

    assert [text for text, is_valid in accepted.items() if not is_valid] == ["24.00", "9.60", "12 am"]
    expect(field).not_to_have_attribute("type", "time")


def measured_pairs(scheme: Scheme) -> list:
    """Both colours of every pair of config.contrast, as numbers from 0 to 255."""
    css = "\n".join(token_sheets())
    known = tokens(css, scheme)
    themes = [
        known | {name: f"hsl({hue}, {known[f'{name}-s']}, {known[f'{name}-l']})" for name in OF_THEMES}
        for hue in hues(css).values()
    ]
    names = [(colour, ground) for colour, grounds, _least in USED for ground in grounds]
    return [[in_bytes(values, name) for name in pair] for values in themes for pair in names]


def in_bytes(values: dict[str, str], name: str) -> list[int]:
    return [round(part * 255) for part in read_colour(values[name], values)]


def as_numbers(colour: str) -> list[int]:
    """ "rgb(27, 36, 39)" as the browser computes it."""
    return [int(part) for part in colour.removeprefix("rgb(").removesuffix(")").split(",")]


def is_among(measured: list, colour: list[int], ground: list[int]) -> bool:
    """Either way round, and a step of rounding apart."""
    return any(
        all(abs(one - other) <= 1 for one, other in zip(pair[0] + pair[1], both, strict=True))
        for pair in measured
        for both in (colour + ground, ground + colour)
    )
