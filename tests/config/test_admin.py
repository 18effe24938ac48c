"""Wagtail's admin as it is set up here: what is shut, who is let in, and what its pages ask a browser for."""

from io import StringIO
from urllib.parse import urlsplit

import pytest
from bs4 import BeautifulSoup
from django.core import mail
from django.core.management import CommandError, call_command
from django.urls import NoReverseMatch, reverse
from wagtail.embeds.embeds import get_embed
from wagtail.embeds.exceptions import EmbedUnsupportedProviderException
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from accounts.models import User
from pages.content.tree import load_tree
from pages.models import GuidesPage
from tests.factories import ServiceFactory

pytestmark = pytest.mark.django_db

PASSWORD = "a long password of a superuser"
#: Attributes by which a page makes a browser ask for something, or leads to it
ADDRESSES = ("src", "href", "action", "data", "poster", "srcset", "formaction")
SCREENS = (
    "", "account/", "choose-page/", "groups/new/", "help-none/", "images/", "images/multiple/add/",
    "reports/site-history/", "sites/", "snippets/directory/location/add/", "snippets/directory/service/",
    "snippets/directory/service/add/", "users/", "users/new/", "workflows/edit/1/", "workflows/list/",
)  # fmt: skip


@pytest.fixture
def superuser():
    return User.objects.create_superuser("root@example.org", PASSWORD)


@pytest.fixture
def desk(client, superuser):
    client.force_login(superuser)
    return client


def policy(response) -> dict[str, list[str]]:
    directives = (part.split() for part in response["Content-Security-Policy"].split("; "))
    return {name: sources for name, *sources in directives}


def test_policy_of_the_admin_allows_nothing_that_came_in_as_markup(desk):
    allowed = policy(desk.get("/admin/"))

    assert [source for sources in allowed.values() for source in sources if "unsafe" in source] == [
        "'unsafe-hashes'"
    ]
    assert allowed["script-src"] == ["'self'"]
    assert (allowed["default-src"], allowed["object-src"], allowed["base-uri"]) == (["'none'"],) * 3
    assert [
        source for sources in allowed.values() for source in sources if "." in source or "*" in source
    ] == []


def test_styles_need_a_nonce_that_changes(desk):
    pages = [desk.get("/admin/"), desk.get("/admin/")]

    scripts = [BeautifulSoup(page.content, "html.parser").select_one("script[nonce]") for page in pages]
    nonces = [f"'nonce-{script['nonce']}'" for script in scripts]
    assert [policy(page)["style-src"] for page in pages] == [["'self'", nonce] for nonce in nonces]
    assert nonces[0] != nonces[1]


def test_policy_of_the_public_pages_is_another(client):
    allowed = policy(client.get("/fi/help/"))

    assert allowed["style-src"] == ["'self'"]
    assert allowed["frame-ancestors"] == ["'none'"]


def test_preview_may_stand_in_a_frame_of_the_admin_and_has_the_public_policy_otherwise(desk):
    load_tree(with_guides=False)
    address = f"/admin/pages/{GuidesPage.objects.get().pk}/edit/preview/"
    values = {"heading_fi": "Oppaat", "slug": "guides", "original_language": "fi", "body": streamfield([])}
    desk.post(address, nested_form_data(values | {"comments": inline_formset([])}))

    preview = desk.get(address, {"mode": "so"})

    public = policy(desk.get("/so/guides/"))
    assert policy(preview) == public | {"frame-ancestors": ["'self'"]}
    assert preview["X-Frame-Options"] == "SAMEORIGIN"


@pytest.mark.parametrize("screen", SCREENS)
def test_screen_has_no_inline_script_and_leads_to_no_other_host(desk, screen):
    ServiceFactory()

    tree = BeautifulSoup(desk.get(f"/admin/{screen}", follow=True).content, "html.parser")

    # Seen by nobody whose browser the admin works in
    for hint in tree.select("noscript"):
        hint.decompose()
    scripts = tree.select('script:not([src]):not([type="application/json"]), style, [style]')
    handlers = [tag for tag in tree.find_all(True) if any(name.startswith("on") for name in tag.attrs)]
    assert (scripts, handlers) == ([], [])
    found = [tag[name] for tag in tree.find_all(True) for name in ADDRESSES if name in tag.attrs]
    assert found
    assert [address for address in found if "//" in address] == []


def test_first_page_asks_nobody_about_faces_and_new_versions(desk):
    page = desk.get("/admin/").content.decode().lower()

    assert [word for word in ("gravatar", "w-upgrade", "releases.wagtail", "whats-new") if word in page] == []


def test_nobody_is_asked_about_an_address_that_was_pasted():
    with pytest.raises(EmbedUnsupportedProviderException):
        get_embed("https://www.youtube.com/watch?v=1")


def test_data_of_what_starts_cannot_end_its_element(desk):
    ServiceFactory(name_fi="</script><script>alert(1)</script>")

    page = desk.get("/admin/snippets/directory/service/")

    assert b"<script>alert" not in page.content


def test_superuser_comes_in_by_the_link_that_an_operator_makes(client):
    call_command("createsuperuser", "--noinput", "--email=Root@Example.org", stdout=StringIO())
    link = StringIO()
    call_command("sign_in_link", "root@example.org", stdout=link)

    client.post(urlsplit(link.getvalue().strip()).path)

    assert client.get("/fi/account/").context["lacks_step"]


@pytest.mark.parametrize(
    "door",
    ["password_reset/", "password_reset/done/", "password_reset/confirm/x/y/"],
)
def test_no_door_of_the_admin_asks_for_a_password(client, superuser, door):
    values = {"username": superuser.email, "password": PASSWORD, "email": superuser.email}

    answers = [client.get(f"/admin/{door}"), client.post(f"/admin/{door}", values)]

    assert [answer.status_code for answer in answers] == [404, 404]
    assert mail.outbox == []


def test_log_in_of_wagtails_takes_no_password(client, superuser):
    answer = client.post("/admin/login/", {"username": superuser.email, "password": PASSWORD})

    assert answer["Location"] == "/fi/sign-in/?next=%2Fadmin%2F"
    assert client.get("/admin/").status_code == 302


def test_whoever_is_not_signed_in_is_led_to_our_page(client, superuser):
    answer = client.get("/admin/reports/site-history/")

    assert answer["Location"] == "/fi/sign-in/?next=/admin/reports/site-history/"


def test_nobody_has_a_password_to_change(desk, superuser):
    own, others = desk.get("/admin/account/"), desk.get(f"/admin/users/edit/{superuser.pk}/")

    for form in (own.content.decode(), others.content.decode()):
        assert 'type="password"' not in form
    assert "name_email-email" not in own.content.decode()


@pytest.mark.parametrize("name", ["wagtailcore_login", "wagtailcore_authenticate_with_password"])
def test_public_site_has_no_log_in_of_wagtails(name):
    with pytest.raises(NoReverseMatch):
        reverse(name, args=[1, 1] if "password" in name else [])


@pytest.mark.parametrize(
    "door",
    [
        "documents/", "documents/add/", "documents/multiple/add/", "documents/chooser/",
        "documents/chooser/create/", "documents", "embeds/chooser/", "embeds/chooser/upload/",
    ],
)  # fmt: skip
@pytest.mark.parametrize("method", ["get", "post"])
def test_documents_and_films_of_other_sites_are_shut(desk, door, method):
    answer = getattr(desk, method)(f"/admin/{door}", follow=True)

    assert answer.status_code == 404


def test_nothing_leads_to_what_is_shut(desk):
    page = desk.get("/admin/").content.decode()

    assert "/admin/documents/" not in page
    assert "/admin/embeds/" not in page


@pytest.mark.parametrize("who", ["login", "password", "groups"])
def test_page_cannot_be_hidden_behind_a_log_in_that_is_not_there(desk, who):
    load_tree(with_guides=False)
    page = GuidesPage.objects.get()

    desk.post(f"/admin/pages/{page.pk}/privacy/", {"restriction_type": who, "password": "x"})

    assert not page.get_view_restrictions().exists()
    assert desk.get("/fi/guides/").status_code == 200


def test_link_of_an_operator_works_once_and_for_a_quarter_of_an_hour(time_machine_now, client, superuser):
    made = StringIO()
    call_command("sign_in_link", superuser.email, stdout=made)
    path = urlsplit(made.getvalue().strip()).path

    client.get(path)
    before = client.get("/fi/account/").status_code
    client.post(path)
    added = client.get("/fi/account/app/").status_code
    again = type(client)().post(path).status_code
    call_command("sign_in_link", superuser.email, stdout=(late := StringIO()))
    time_machine_now.shift(15 * 60 + 1)

    assert (before, added, again) == (302, 200, 410)
    assert type(client)().post(urlsplit(late.getvalue().strip()).path).status_code == 410


def test_operator_makes_no_link_for_somebody_who_may_not_sign_in():
    with pytest.raises(CommandError, match="may sign in"):
        call_command("sign_in_link", "nobody@example.org")


def test_lists_of_the_directory_have_their_names_in_the_language_of_who_reads(desk):
    desk.defaults["HTTP_ACCEPT_LANGUAGE"] = "fi"

    page = BeautifulSoup(desk.get("/admin/snippets/").content, "html.parser")

    names = {link.text.strip() for link in page.select("main tbody a")}
    assert {"Organisaatiot", "Paikat", "Verkostot", "Aiheet", "Neuvontapuhelimet"} <= names
