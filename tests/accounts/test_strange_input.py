"""Whatever is sent to pages about signing in and joining: no answer is an error of ours."""

from urllib.parse import quote, urlencode

import pytest

from tests.test_strange_input import ENCODED, STRANGE

pytestmark = pytest.mark.django_db

PAGES = (
    "sign-in/",
    "sign-in/code/",
    "sign-in/second-step/",
    "sign-in/again/",
    "sign-out/",
    "account/",
    "apply/",
)
ODD_JSON = '{"id": 1, "type": "x"}'
LINKS = ("invitations/", "vouch/", "sign-in/once/")
FIELDS = {
    "sign-in/": ("email", "next"),
    "sign-in/passkey/": ("credential", "next"),
    "apply/": (
        *("organization", "kind", "business_id", "voucher", "about", "languages"),
        *("name", "email", "opened", "homepage"),
    ),
}
#: What one writes who has signed in
OWN_FIELDS = {
    "account/app/": ("code",),
    "account/passkeys/add/": ("credential", "passwordless"),
    "sign-in/again/": ("next",),
}


def answers(client, address: str, values: dict | None = None) -> int:
    if values is None:
        return client.get(address).status_code
    return client.post(address, values).status_code


@pytest.mark.parametrize("value", STRANGE.values(), ids=STRANGE)
def test_strange_values_in_addresses_are_no_error(client, value):
    asked = [f"/fi/{page}?{urlencode({'next': value, 'organization': value})}" for page in PAGES]

    assert [address for address in asked if answers(client, address) >= 500] == []


@pytest.mark.parametrize("value", [*map(quote, STRANGE.values()), *ENCODED.values()])
def test_strange_link_is_closed(client, value):
    asked = [f"/fi/{link}{value[:3_000]}/" for link in LINKS]

    statuses = {answers(client, address) for address in asked}

    assert statuses <= {301, 404, 410}


@pytest.mark.parametrize("value", STRANGE.values(), ids=STRANGE)
@pytest.mark.parametrize("page", FIELDS)
def test_strange_values_in_forms_are_no_error(client, page, value):
    assert answers(client, f"/fi/{page}", dict.fromkeys(FIELDS[page], value)) < 500


@pytest.mark.parametrize("value", [*STRANGE.values(), ODD_JSON, "{}"])
@pytest.mark.parametrize("page", OWN_FIELDS)
def test_strange_values_of_whoever_is_signed_in_are_no_error(client, owner, page, value):
    client.force_login(owner)
    client.get(f"/fi/{page}")

    assert answers(client, f"/fi/{page}", dict.fromkeys(OWN_FIELDS[page], value)) < 500


@pytest.mark.parametrize("value", STRANGE.values(), ids=STRANGE)
def test_strange_code_is_no_error(client, owner, value):
    client.post("/fi/sign-in/", {"email": owner.email})

    assert answers(client, "/fi/sign-in/code/", {"action": value[:50], "code": value}) < 500
