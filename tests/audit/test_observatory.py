"""The rules of the Observatory, as they are written down for the audit."""

import pytest

from judges import observatory

STRICT = {
    "content-security-policy": "default-src 'none'; script-src 'self'; frame-ancestors 'none'",
    "referrer-policy": "same-origin",
    "strict-transport-security": "max-age=31536000",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
}


def seen(*, without: str = "", set_cookies=(), html="", route=None, **changed: str) -> observatory.Site:
    """A site with strict headers, but for what is said."""
    sent = STRICT | {name.replace("_", "-"): value for name, value in changed.items()}
    return observatory.Site(
        headers={name: value for name, value in sent.items() if name != without},
        set_cookies=set_cookies,
        html=html,
        route=route or ("http://city.example/", "https://city.example/"),
        asked_from="https://other.example",
    )


def test_strict_headers_have_a_score_above_a_hundred():
    assert observatory.score(seen()).points == 100 + 10 + 5 + 5


@pytest.mark.parametrize(
    ("policy", "result"),
    [
        ("", "csp-not-implemented"),
        ("default-src 'none'", "csp-implemented-with-no-unsafe-default-src-none"),
        ("default-src 'self'", "csp-implemented-with-no-unsafe"),
        ("img-src 'self'", "csp-implemented-with-unsafe-inline"),
        ("default-src 'self'; script-src 'self' 'unsafe-inline'", "csp-implemented-with-unsafe-inline"),
        ("default-src 'self'; script-src https:", "csp-implemented-with-unsafe-inline"),
        ("default-src 'self'; script-src 'nonce-a' 'unsafe-inline'", "csp-implemented-with-no-unsafe"),
        ("default-src 'self'; script-src 'strict-dynamic'", "csp-header-invalid"),
        (
            "default-src 'none'; script-src 'nonce-a' 'strict-dynamic' https:",
            "csp-implemented-with-no-unsafe-default-src-none",
        ),
        ("default-src 'self'; script-src 'self' 'unsafe-eval'", "csp-implemented-with-unsafe-eval"),
        ("default-src 'self'; font-src http://a.example", "csp-implemented-with-insecure-scheme"),
        (
            "default-src 'self'; img-src http:",
            "csp-implemented-with-insecure-scheme-in-passive-content-only",
        ),
        (
            "default-src 'none'; style-src 'unsafe-inline'",
            "csp-implemented-with-unsafe-inline-in-style-src-only",
        ),
        ("default-src 'none'; default-src *", "csp-implemented-with-no-unsafe-default-src-none"),
    ],
)
def test_content_policy_is_judged_by_its_weakest_part(policy, result):
    assert result in observatory.score(seen(content_security_policy=policy)).results


@pytest.mark.parametrize(
    ("cookies", "result"),
    [
        (["a=1; Secure; HttpOnly; SameSite=Lax"], "cookies-secure-with-httponly-sessions-and-samesite"),
        (["a=1; Secure"], "cookies-secure-with-httponly-sessions"),
        (["a=1"], "cookies-without-secure-flag-but-protected-by-hsts"),
        (["sessionid=1; HttpOnly"], "cookies-session-without-secure-flag-but-protected-by-hsts"),
        (["sessionid=1; Secure; SameSite=Lax"], "cookies-session-without-httponly-flag"),
        (["csrftoken=1; Secure"], "cookies-anticsrf-without-samesite-flag"),
        (["a=1; Secure; SameSite=Sometimes"], "cookies-samesite-flag-invalid"),
        (["a=1; SameSite=None"], "cookies-samesite-flag-invalid"),
        (["a=1", "sessionid=1; Secure; SameSite=Lax"], "cookies-session-without-httponly-flag"),
    ],
)
def test_cookies_are_judged_by_the_worst_of_them(cookies, result):
    assert result in observatory.score(seen(set_cookies=tuple(cookies))).results


def test_cookie_without_secure_costs_more_where_http_is_possible():
    site = seen(set_cookies=("sessionid=1; HttpOnly",), without="strict-transport-security")

    assert "cookies-session-without-secure-flag -40" in observatory.score(site).lost


@pytest.mark.parametrize(
    ("header", "value", "result"),
    [
        ("referrer_policy", "origin", "referrer-policy-unsafe"),
        ("referrer_policy", "origin, no-referrer", "referrer-policy-private"),
        ("referrer_policy", "nobody", "referrer-policy-header-invalid"),
        ("strict_transport_security", "max-age=100", "hsts-implemented-max-age-less-than-six-months"),
        ("strict_transport_security", "includeSubDomains", "hsts-header-invalid"),
        ("x_content_type_options", "sniff", "x-content-type-options-header-invalid"),
        (
            "cross_origin_resource_policy",
            "same-origin",
            "cross-origin-resource-policy-implemented-with-same-origin",
        ),
        ("cross_origin_resource_policy", "all", "cross-origin-resource-policy-header-invalid"),
        (
            "access_control_allow_origin",
            "*",
            "cross-origin-resource-sharing-implemented-with-public-access",
        ),
        (
            "access_control_allow_origin",
            "https://city.example",
            "cross-origin-resource-sharing-implemented-with-restricted-access",
        ),
    ],
)
def test_header_is_judged_by_its_value(header, value, result):
    assert result in observatory.score(seen(**{header: value})).results


def test_site_that_shares_a_persons_content_with_whoever_asks_loses_most():
    shared = {
        "access_control_allow_origin": "https://other.example",
        "access_control_allow_credentials": "true",
    }

    score = observatory.score(seen(**shared))

    assert score.lost == ["cross-origin-resource-sharing-implemented-with-universal-access -50"]


@pytest.mark.parametrize(
    ("missing", "points"),
    [
        ("content-security-policy", -25),
        ("strict-transport-security", -20),
        ("x-content-type-options", -5),
    ],
)
def test_missing_header_costs_its_points(missing, points):
    (lost,) = observatory.score(seen(without=missing)).lost

    assert int(lost.split()[1]) == points


def test_frames_that_nothing_forbids_cost_points():
    site = seen(content_security_policy="default-src 'none'", without="x-frame-options")

    assert observatory.score(site).lost == ["x-frame-options-not-implemented -20"]


@pytest.mark.parametrize(
    ("route", "result"),
    [
        (["http://a.example/"], "redirection-missing"),
        (["http://a.example/", "http://a.example/fi/"], "redirection-not-to-https"),
        (
            ["http://a.example/", "http://a.example/fi/", "https://a.example/fi/"],
            "redirection-not-to-https-on-initial-redirection",
        ),
        (["http://a.example/", "https://b.example/"], "redirection-off-host-from-http"),
    ],
)
def test_way_from_http_to_https_is_judged_step_by_step(route, result):
    assert result in observatory.score(seen(route=tuple(route))).results


@pytest.mark.parametrize(
    ("html", "result"),
    [
        ("<p>x", "sri-not-implemented-but-no-scripts-loaded"),
        ("<script src=/a.js></script>", "sri-not-implemented-but-all-scripts-loaded-from-secure-origin"),
        ("<script src=/a.js integrity=x></script>", "sri-implemented-and-all-scripts-loaded-securely"),
        (
            "<script src=https://b.example/a.js></script>",
            "sri-not-implemented-but-external-scripts-loaded-securely",
        ),
        (
            "<script src=https://b.example/a.js integrity=x></script><script src=//b.example/b.js></script>",
            "sri-not-implemented-and-external-scripts-not-loaded-securely",
        ),
    ],
)
def test_scripts_from_elsewhere_need_a_seal(html, result):
    assert result in observatory.score(seen(html=html)).results


def test_bonus_is_for_sites_that_do_well_without_it():
    score = observatory.score(seen(without="strict-transport-security"))

    assert score.points == 80
