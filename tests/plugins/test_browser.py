"""The browser that the journeys use is watched."""

import pytest

pytestmark = pytest.mark.browser

PAGE = "/static/img/wordmark.svg"  # any address of the live server


def test_page_of_the_live_server_opens(browser_page):
    answer = browser_page.goto(PAGE)

    assert answer.status == 200


def test_request_to_somebody_else_is_stopped_and_noted(browser_page, page_problems):
    browser_page.goto(PAGE)

    browser_page.evaluate("fetch('http://192.0.2.1/x').catch(() => null)")

    assert page_problems == ["request to somebody else: http://192.0.2.1/x"]
    page_problems.clear()


def test_error_in_a_script_is_noted(browser_page, page_problems):
    browser_page.goto(PAGE)

    with browser_page.context.expect_event("weberror"):
        browser_page.evaluate("() => { setTimeout(() => { throw new Error('broken') }) }")

    assert [problem.partition(":")[0] for problem in page_problems] == ["error in a script"]
    page_problems.clear()


def test_inline_style_that_the_policy_forbids_is_noted(browser_page, page_problems):
    browser_page.route(
        "**/strict",
        lambda route: route.fulfill(
            content_type="text/html",
            headers={"Content-Security-Policy": "style-src 'self'"},
            body='<p style="color: red">red</p>',
        ),
    )

    browser_page.goto("/strict")

    assert any("Content Security Policy" in problem for problem in page_problems)
    page_problems.clear()


def test_axe_runs_under_the_strict_policy_and_names_barriers(browser_page, axe):
    browser_page.route(
        "**/strict",
        lambda route: route.fulfill(
            content_type="text/html",
            headers={"Content-Security-Policy": "default-src 'none'; img-src 'self'"},
            body='<html lang="fi"><title>x</title><img src="/static/img/wordmark.svg"><p>x</p></html>',
        ),
    )
    browser_page.goto("/strict")

    barriers = axe(browser_page)

    assert [barrier.partition(":")[0] for barrier in barriers] == ["image-alt"]
