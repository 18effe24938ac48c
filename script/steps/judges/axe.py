"""axe-core: barriers in a page, in every light and width that a reader may have."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Error, Page, sync_playwright

import chromium
from judges.verdicts import CannotJudgeError, Verdict, Visit, counted

WCAG = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa")
EVERY_RULE = (*WCAG, "best-practice")
#: How a page is looked at: pixels of width, and the light that a reader's device asks for. Not in forced
#: colours: there axe takes the colour of letters that the page wanted for that which the browser shows
LIGHTS = {"360 px": (360, "light"), "dark": (360, "dark"), "1280 px": (1280, "light")}


def barriers(page: Page, rules: Iterable[str] = WCAG) -> list[str]:
    """List what axe finds on a page that stands open, one text each. `rules` are tags of axe."""
    # A new page is in place before its style sheets are: every link would be too small
    page.wait_for_load_state()
    options = {"runOnly": {"type": "tag", "values": list(rules)}, "resultTypes": ["violations"]}
    return [_described(barrier) for barrier in Axe().run(page, options=options).response["violations"]]


def barriers_in_every_light(page: Page) -> list[str]:
    """List what axe finds narrow or wide, light or dark, each barrier once."""
    found: dict[str, list[str]] = {}
    for name, (width, light) in LIGHTS.items():
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(color_scheme=light)
        for barrier in barriers(page, EVERY_RULE):
            found.setdefault(barrier, []).append(name)
    return [f"{barrier} [{', '.join(names)}]" for barrier, names in found.items()]


def judge(visits: Iterable[Visit]) -> Iterator[Verdict]:
    with _browser() as browser:
        # A colour that is still changing has another contrast
        page = browser.new_page(reduced_motion="reduce")
        for visit in visits:
            answer = page.goto(visit.url)
            missing = [] if answer.status == 200 else [f"answers {answer.status}"]
            yield counted("axe", visit, missing or barriers_in_every_light(page))


@contextmanager
def _browser() -> Iterator[Browser]:
    path = chromium.find_or_install()
    if path is None:
        raise CannotJudgeError("there is no browser")
    with sync_playwright() as playwright:
        try:
            browser = playwright.chromium.launch(executable_path=path, args=chromium.QUIET)
        except Error as error:
            raise CannotJudgeError(f"the browser {path} does not start") from error
        yield browser
        browser.close()


def _described(barrier: dict) -> str:
    places = ", ".join(str(node["target"][0]) for node in barrier["nodes"])
    return f"{barrier['id']}: {barrier['help']} ({places})"
