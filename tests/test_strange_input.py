"""Whatever a reader, a broken link or an attacker sends: no public address answers with an error of ours."""

from urllib.parse import quote, urlencode

import pytest
from django.urls import LocalePrefixPattern, URLPattern, URLResolver, get_resolver

from directory.choices import Channel, Entry
from directory.models import Location, Network, NetworkMembership, Service
from search.querying.parameters import READERS
from tests.cast import DAY, TODAY, place, session, walk_in

pytestmark = pytest.mark.django_db

#: Routes of the public site by name, and an address of each; a new route needs a line here
ADDRESSES = {
    "about_languages": "/fi/about-the-languages/",
    "for_professionals": "/fi/for-professionals/",
    "accessibility": "/fi/accessibility/",
    "privacy": "/fi/privacy/",
    "guides": "/fi/guides/",
    "wagtail_serve": "/fi/guides/{}/",
    "confirm": "/fi/confirm/",
    "feedback": "/fi/feedback/",
    "feedback_answer": "/fi/feedback/answer/",
    "front": "/fi/",
    "help_status": "/fi/help/status/",
    "help": "/fi/help/",
    "search": "/fi/search/",
    "suggestions": "/fi/search/suggestions/",
    "today": "/fi/today/",
    "service": "/fi/services/{}/",
    "organization": "/fi/organizations/{}/",
    "organizations": "/fi/organizations/",
    "place": "/fi/places/{}/",
    "family_centres": "/fi/places/family-centres/",
    "networks": "/fi/networks/",
    "network": "/fi/networks/{}/",
    "missing": "/fi/missing/{}/",
    "trays": "/fi/tray/",
    "tray_add": "/fi/tray/add/",
    "tray_edit": "/fi/tray/{}/",
    "ready_tray": "/fi/tray/ready/{}/",
    "tray": "/fi/t/{}/",
    "tray_calendar": "/fi/t/{}/calendar.ics",
    "partnership_calendar": "/fi/partnerships/{}.ics",
    "picture": "/media/images/{}.webp",
    "robots": "/robots.txt",
    "sitemap": "/sitemap.xml",
    "sitemap_section": "/sitemap-{}.xml",
}
#: Routes that belong to others and are tried there; those of signing in and joining in tests/accounts, the
#: workspace and checking in tests/isolation/test_strange_input.py
ELSEWHERE = (
    *("admin/", "styleguide", "styleguide_schemes", "workspace/", "checking/", "help/requests/"),
    *("sign-in/", "sign-out/", "account/", "oidc/", "apply/", "invitations/", "vouch/"),
)
#: Sent as well as opened
FORMS = ("confirm", "feedback")
#: Those that take a form from here alone: what is sent to them is tried in tests/trays and tests/contact
TAKE_FORMS = ("tray_add", "tray_edit", "ready_tray", "tray", "help")
WITH_SLUG = [name for name, address in ADDRESSES.items() if "{}" in address]
STRANGE = {
    "long": "a" * 10_000,
    "long word of umlauts": "ä" * 10_000,
    "many words": "perhe " * 2_000,
    "long number": "9" * 5_000,
    "control characters": "".join(map(chr, range(1, 32))) + "\x7f\x85",
    "nul": "\x00perhe\x00",
    "quotes": "\"perhe' `\\",
    "operators": "+perhe -apua AND OR NOT (x) [1 TO 2] {a} ^2 ~3 *? name:x /re.*/ && || ! \\",
    "sql": "1' OR '1'='1'; DROP TABLE x; --",
    "json": '{"query": {"match_all": {}}}',
    "template": "{{ 7 * 7 }}{% load x %}${x}#{x}",
    "script": "<script>alert(1)</script>",
    "right to left": "\u202eperhe\u202c\u200f\u2067",
    "joiners and marks": "e\u0301\u200d\u200c" + "\u0300" * 500,
    "astral": "𝒫👨‍👩‍👧‍👦\U0010ffff",
    "unassigned": "\ufdd0\ufffe\u0378",
    "only spaces": " \t\n\u3000",
    "only stop words": "ja on se",
    "negative": "-1",
    "nought": "0",
    "huge": "1000000000",
    "not a number": "NaN,inf",
    "date that is none": "2026-02-31",
    "path": "../../etc/passwd",
    "commas": "," * 3_000,
    "digits of another script": "٣",
}
#: As they stand in an address, as no text can hold them
ENCODED = {
    "half of a pair": "%ED%A0%80",
    "broken": "%FF%FE%80",
    "percent": "%",
    "nul": "%00",
    "plus": "+++",
    "semicolons": "a;b&c",
}


@pytest.fixture(autouse=True)
def site(now, search_index):
    search_index.drain()
    return search_index


@pytest.fixture
def filled(site):
    """A dozen listings of all sorts, so that cards are drawn and every facet has something to count."""
    areas = ("malmi", "kallio")
    places = [
        place(area, postal_code=f"0{number}930", latitude=60.2, longitude=25.0)
        for number, area in enumerate(areas)
    ]
    for number in range(12):
        listing = walk_in(
            places[number % 2] if number % 4 else None,
            name_fi=f"Perhekahvila {number}",
            entry=Entry.values[number % len(Entry.values)],
            channels=[Channel.values[number % len(Channel.values)]],
            languages=["fi", "so"][: 1 + number % 2],
            minimum_age=number,
        )
        session(listing, places[0], date=TODAY + DAY)
    site.drain()


@pytest.fixture
def no_error(client):
    """Asks an address, which must not fail: `no_error("/fi/?q=x")` returns the answer."""

    def ask(address: str, method: str = "get"):
        __tracebackhide__ = True
        response = getattr(client, method)(address)
        assert response.status_code < 500, f"{method} {address[:200]}: {response.status_code}"
        return response

    return ask


def test_every_route_has_an_address_here():
    assert set(_routes(get_resolver())) - set(ELSEWHERE) == set(ADDRESSES)


@pytest.mark.parametrize("value", STRANGE.values(), ids=STRANGE)
def test_search_reads_strange_values_of_every_key(filled, no_error, value):
    # One after the other, and all at once
    asked = [{key: value} for key in READERS] + [
        dict.fromkeys(READERS, value),
        {"q": f"perhekahvila {value}"},
    ]

    pages = [no_error(f"{ADDRESSES['search']}?{urlencode(get)}").content for get in asked]

    assert [page for page in pages if b"card__name" in page]


@pytest.mark.parametrize("value", STRANGE.values(), ids=STRANGE)
@pytest.mark.parametrize("name", ["front", "help", "help_status", "suggestions", "today", "trays"])
def test_page_reads_strange_values(no_error, name, value):
    asked = urlencode(
        {"q": value, "needs": value, "age": value, "area": value, "code": value, "theme": value}
        | {value[:50]: value}
    )

    assert no_error(f"{ADDRESSES[name]}?{asked}").status_code == 200


@pytest.mark.parametrize("value", STRANGE.values(), ids=STRANGE)
def test_pages_of_the_directory_read_strange_values(filled, no_error, value):
    listing = Service.objects.earliest("pk")
    network = Network.objects.create(slug="verkosto", name_fi="Verkosto")
    NetworkMembership.objects.create(network=network, organization=listing.organization)
    pages = (
        *("organizations/", f"organizations/{listing.organization.slug}/"),
        *("networks/", "networks/verkosto/"),
        *("places/family-centres/", f"places/{Location.objects.earliest('pk').slug}/"),
    )

    asked = urlencode(dict.fromkeys(("page", "language", "week"), value))

    assert [no_error(f"/fi/{page}?{asked}").status_code for page in pages] == [200] * 6


@pytest.mark.parametrize("value", STRANGE.values(), ids=STRANGE)
@pytest.mark.parametrize("name", WITH_SLUG)
def test_strange_name_of_a_page_is_not_found(no_error, name, value):
    address = ADDRESSES[name].format(quote(value, safe=""))

    assert no_error(address).status_code == 404


@pytest.mark.postgresql(only=True)
def test_name_that_no_database_keeps_is_not_found(no_error):
    answers = {name: no_error(ADDRESSES[name].format("%00perhe")).status_code for name in WITH_SLUG}

    assert answers == dict.fromkeys(WITH_SLUG, 404)


@pytest.mark.parametrize("encoded", ENCODED.values(), ids=ENCODED)
@pytest.mark.parametrize("name", ADDRESSES)
def test_broken_encoding_is_no_error(no_error, name, encoded):
    no_error(f"{ADDRESSES[name].format('x')}?q={encoded}&{encoded}={encoded}&page={encoded}")
    if name in WITH_SLUG:
        no_error(ADDRESSES[name].format(encoded))


@pytest.mark.parametrize("page", ["0", "-1", "1000000000", "1e9", "", "٣", "1.5"])
def test_page_that_does_not_exist_shows_one_that_does(filled, no_error, page):
    shown = no_error(f"{ADDRESSES['search']}?page={page}")

    assert shown.status_code == 200
    assert shown.content.count(b"card__name") == 12


@pytest.mark.parametrize("key", READERS)
def test_key_given_many_times_is_no_error(filled, no_error, key):
    values = "&".join(f"{key}={value}" for value in ("", "1", "now", "60.1,24.9", "x") * 60)

    assert no_error(f"{ADDRESSES['search']}?{values}").status_code == 200


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
@pytest.mark.parametrize("name", ADDRESSES)
def test_other_methods_are_refused(no_error, name, method):
    sent = (200,) if name in FORMS else (403, 404) if name in TAKE_FORMS else (405,)
    expected = sent if method == "post" else (405,)

    assert no_error(ADDRESSES[name].format("x"), method).status_code in expected


@pytest.mark.parametrize("value", STRANGE.values(), ids=STRANGE)
def test_forms_of_everybody_read_strange_values(filled, client, value):
    keys = ("key", "code", "q", "kind", "words", "searched", "opened", "homepage")
    values = dict.fromkeys(keys, value)
    addresses = [f"{ADDRESSES[name]}?{urlencode(values)}" for name in (*FORMS, "feedback_answer")]
    about = f"{ADDRESSES['feedback']}?{urlencode({'service': value})}"

    asked = [client.get(address) for address in addresses] + [
        client.post(address, values) for address in addresses[: len(FORMS)]
    ]

    assert [answer.status_code for answer in asked] == [200] * len(asked)
    assert client.get(about).status_code == client.post(about, values).status_code == 404


@pytest.mark.parametrize("name", ADDRESSES)
def test_head_is_answered_like_get(no_error, name):
    address = ADDRESSES[name].format("x")

    head = no_error(address, "head")

    assert head.content == b""
    assert head.status_code == no_error(address).status_code


@pytest.mark.parametrize(
    "path", ["/xx/", "/fi/none/", "/FI/", "/zh-Hans/", "/fi//", "/fi/services/", "/%00/"]
)
def test_unknown_address_is_not_found_or_led_on(no_error, path):
    assert no_error(path).status_code in (302, 301, 404)


@pytest.mark.parametrize("language", ["%00", "*", "x" * 5_000, "so;q=nan", "zh-Hans-CN-x-y", ",;,;q="])
def test_strange_wishes_for_a_language_are_no_error(client, language):
    assert client.get("/", headers={"accept-language": language}).status_code == 302


def _routes(resolver: URLResolver, prefix: str = ""):
    """Names of all routes, and the beginning of those that belong to others."""
    for pattern in resolver.url_patterns:
        is_language = isinstance(pattern.pattern, LocalePrefixPattern)
        route = prefix + ("" if is_language else str(pattern.pattern))
        if route.startswith(ELSEWHERE):
            yield next(each for each in ELSEWHERE if route.startswith(each))
        elif isinstance(pattern, URLPattern):
            yield pattern.name
        else:
            yield from _routes(pattern, route)
