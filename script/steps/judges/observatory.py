"""The score of a site's headers by the public rules of Mozilla's HTTP Observatory.

Tests and modifiers as in its scoring table (developer.mozilla.org, "HTTP Observatory: Tests and scoring";
source: github.com/mdn/mdn-http-observatory, src/grader/charts.js and src/analyzer/tests). Certificates and
the list of preloaded hosts cannot be judged from here: neither bonus nor penalty is given for them.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from bs4 import BeautifulSoup

from judges import content_policy, cookies

BASE = 100
#: Bonuses count only for a site that has this much without them
ENOUGH_FOR_BONUS = 90
HALF_A_YEAR = 15_552_000  # seconds; the Observatory's, a little less than the half year it speaks of
MODIFIERS = {
    **content_policy.MODIFIERS,
    **cookies.MODIFIERS,
    "cross-origin-resource-sharing-not-implemented": 0,
    "cross-origin-resource-sharing-implemented-with-public-access": 0,
    "cross-origin-resource-sharing-implemented-with-restricted-access": 0,
    "cross-origin-resource-sharing-implemented-with-universal-access": -50,
    "cross-origin-resource-policy-implemented-with-same-origin": 10,
    "cross-origin-resource-policy-implemented-with-same-site": 10,
    "cross-origin-resource-policy-implemented-with-cross-origin": 0,
    "cross-origin-resource-policy-not-implemented": 0,
    "cross-origin-resource-policy-header-invalid": -5,
    "redirection-to-https": 0,
    "redirection-off-host-from-http": -5,
    "redirection-not-to-https-on-initial-redirection": -10,
    "redirection-not-to-https": -20,
    "redirection-missing": -20,
    "referrer-policy-private": 5,
    "referrer-policy-not-implemented": 0,
    "referrer-policy-unsafe": -5,
    "referrer-policy-header-invalid": -5,
    "hsts-implemented-max-age-at-least-six-months": 0,
    "hsts-implemented-max-age-less-than-six-months": -10,
    "hsts-not-implemented": -20,
    "hsts-header-invalid": -20,
    "sri-implemented-and-all-scripts-loaded-securely": 5,
    "sri-implemented-and-external-scripts-loaded-securely": 5,
    "sri-not-implemented-but-no-scripts-loaded": 0,
    "sri-not-implemented-but-all-scripts-loaded-from-secure-origin": 0,
    "sri-not-implemented-but-external-scripts-loaded-securely": -5,
    "sri-implemented-but-external-scripts-not-loaded-securely": -20,
    "sri-not-implemented-and-external-scripts-not-loaded-securely": -50,
    "x-content-type-options-nosniff": 0,
    "x-content-type-options-not-implemented": -5,
    "x-content-type-options-header-invalid": -5,
    "x-frame-options-implemented-via-csp": 5,
    "x-frame-options-sameorigin-or-deny": 0,
    "x-frame-options-allow-from-origin": 0,
    "x-frame-options-not-implemented": -20,
    "x-frame-options-header-invalid": -20,
}
PRIVATE = ("no-referrer", "same-origin", "strict-origin", "strict-origin-when-cross-origin")
UNSAFE = ("origin", "origin-when-cross-origin", "unsafe-url", "no-referrer-when-downgrade")


@dataclass(frozen=True)
class Site:
    """What was seen of a site: the answer over https, and where a request over http is sent."""

    #: Names in small letters
    headers: Mapping[str, str]
    set_cookies: tuple[str, ...]
    html: str
    #: The addresses that a browser passes from http on, the first one included
    route: tuple[str, ...]
    #: The Origin that was sent along, which a site may not simply allow
    asked_from: str = ""


@dataclass(frozen=True)
class Score:
    results: tuple[str, ...]

    @property
    def points(self) -> int:
        modifiers = [MODIFIERS[result] for result in self.results]
        without_bonus = BASE + sum(modifier for modifier in modifiers if modifier < 0)
        bonus = sum(modifier for modifier in modifiers if modifier > 0)
        return max(0, without_bonus + (bonus if without_bonus >= ENOUGH_FOR_BONUS else 0))

    @property
    def lost(self) -> list[str]:
        """The results that cost points."""
        return [f"{result} {MODIFIERS[result]}" for result in self.results if MODIFIERS[result] < 0]


def score(site: Site) -> Score:
    hsts = _hsts(site)
    has_hsts = hsts == "hsts-implemented-max-age-at-least-six-months"
    return Score(
        (
            content_policy.result(site.headers.get("content-security-policy", "")),
            cookies.result(site.set_cookies, is_protected_by_hsts=has_hsts),
            *(_sharing(site), _resource_policy(site), _redirection(site), _referrer_policy(site), hsts),
            *(_integrity(site), _content_type_options(site), _frame_options(site)),
        )
    )


def _sharing(site: Site) -> str:
    allowed = site.headers.get("access-control-allow-origin", "").strip()
    with_credentials = site.headers.get("access-control-allow-credentials", "").strip().lower() == "true"
    name = "cross-origin-resource-sharing-"
    if not allowed:
        return f"{name}not-implemented"
    if allowed == "*":
        return f"{name}implemented-with-public-access"
    is_universal = with_credentials and allowed == site.asked_from
    return f"{name}implemented-with-{'universal' if is_universal else 'restricted'}-access"


def _resource_policy(site: Site) -> str:
    policy = site.headers.get("cross-origin-resource-policy", "").strip().lower()
    name = "cross-origin-resource-policy-"
    if not policy:
        return f"{name}not-implemented"
    is_known = policy in ("same-origin", "same-site", "cross-origin")
    return f"{name}implemented-with-{policy}" if is_known else f"{name}header-invalid"


def _redirection(site: Site) -> str:
    first, *rest = map(urlsplit, site.route)
    if not rest:
        return "redirection-missing"
    if rest[-1].scheme != "https":
        return "redirection-not-to-https"
    if rest[0].scheme == "http":
        return "redirection-not-to-https-on-initial-redirection"
    if rest[0].hostname != first.hostname:
        return "redirection-off-host-from-http"
    return "redirection-to-https"


def _referrer_policy(site: Site) -> str:
    header = site.headers.get("referrer-policy")
    if header is None:
        return "referrer-policy-not-implemented"
    known = [word for word in header.lower().replace(" ", "").split(",") if word in PRIVATE + UNSAFE]
    if not known:
        return "referrer-policy-header-invalid"
    return "referrer-policy-private" if known[-1] in PRIVATE else "referrer-policy-unsafe"


def _hsts(site: Site) -> str:
    header = site.headers.get("strict-transport-security")
    if header is None:
        return "hsts-not-implemented"
    parts = [part.strip().lower() for part in header.split(";")]
    ages = [part.removeprefix("max-age=") for part in parts if part.startswith("max-age=")]
    if "," in header or not ages or not ages[-1].isdecimal():
        return "hsts-header-invalid"
    length = "at-least" if int(ages[-1]) >= HALF_A_YEAR else "less-than"
    return f"hsts-implemented-max-age-{length}-six-months"


def _integrity(site: Site) -> str:
    tags = BeautifulSoup(site.html, "html.parser").select("script")
    foreign = [tag for tag in tags if _is_foreign(tag.get("src", ""), site.route[0])]
    if not tags:
        return "sri-not-implemented-but-no-scripts-loaded"
    if foreign:
        return max(map(_foreign_integrity, foreign), key=lambda result: -MODIFIERS[result])
    if any(tag.get("src") and tag.get("integrity") for tag in tags):
        return "sri-implemented-and-all-scripts-loaded-securely"
    return "sri-not-implemented-but-all-scripts-loaded-from-secure-origin"


def _is_foreign(source: str, own: str) -> bool:
    address = urlsplit(source)
    return bool(address.netloc) and (not address.scheme or address.hostname != urlsplit(own).hostname)


def _foreign_integrity(tag) -> str:
    is_secure = urlsplit(tag["src"]).scheme == "https"
    if tag.get("integrity"):
        return (
            "sri-implemented-and-external-scripts-loaded-securely"
            if is_secure
            else "sri-implemented-but-external-scripts-not-loaded-securely"
        )
    return (
        "sri-not-implemented-but-external-scripts-loaded-securely"
        if is_secure
        else "sri-not-implemented-and-external-scripts-not-loaded-securely"
    )


def _content_type_options(site: Site) -> str:
    header = site.headers.get("x-content-type-options")
    if header is None:
        return "x-content-type-options-not-implemented"
    is_right = header.strip().lower() == "nosniff"
    return f"x-content-type-options-{'nosniff' if is_right else 'header-invalid'}"


def _frame_options(site: Site) -> str:
    policy = content_policy.directives(site.headers.get("content-security-policy", ""))
    header = site.headers.get("x-frame-options", "").strip().lower()
    if "frame-ancestors" in policy:
        return "x-frame-options-implemented-via-csp"
    if not header:
        return "x-frame-options-not-implemented"
    if header in ("deny", "sameorigin"):
        return "x-frame-options-sameorigin-or-deny"
    is_old = header.startswith("allow-from")
    return f"x-frame-options-{'allow-from-origin' if is_old else 'header-invalid'}"
