"""Whatever staff type, paste or send: forms of the admin answer in words, never with an error of ours."""

import pytest
from bs4 import BeautifulSoup
from django.http import HttpResponse
from django.urls import reverse

from accounts.models import User
from tests.directory.lives import published
from tests.factories import OrganizationFactory
from tests.pages.trees import theme_path
from tests.test_strange_input import STRANGE

pytestmark = pytest.mark.django_db

#: What people type into
TYPED = {"text", "textarea", "url", "email", "number", "password", "tel"}
LONG = "<b onclick=alert(1)>ä\u202e" * 5_000  # 100,000 characters and more
VALUES = {"long": LONG} | {name: STRANGE[name] for name in ("nul", "control characters", "long number")}
OBJECTS = ("service", "organization", "location", "taxonomyterm", "network", "helpline")
FORMS = (
    *(f"snippets/directory/{name}/add/" for name in OBJECTS),
    *("snippets/pages/publisher/add/", "snippets/directory/service/edit/{listing}/", "pages/{page}/edit/"),
    *("pages/{page}/copy/", "account/", "users/new/", "users/edit/{user}/", "groups/new/", "sites/new/"),
    *("desk/alerts/new/", "desk/quality/topic/{listing}/"),
    *("collections/add/", "images/add/", "workflows/add/"),
)


@pytest.fixture
def desk(client):
    client.user = User.objects.create_superuser("root@example.org", "a long password of a superuser")
    client.force_login(client.user)
    return client


@pytest.fixture
def address(desk):
    """The address of a form: `address("pages/{page}/edit/")`."""
    OrganizationFactory()

    def full(form: str) -> str:
        made = {
            "listing": lambda: published(desk.user, name_fi="Kahvila"),
            "page": theme_path,
            "user": lambda: desk.user,
        }
        ids = {name: make().pk for name, make in made.items() if f"{{{name}}}" in form}
        return f"/admin/{form.format(**ids)}"

    return full


def filled(page: HttpResponse, value: str) -> dict[str, str]:
    """What a browser would send when the value was typed into every field."""
    form = max(tree(page).select("form[method]"), key=lambda form: len(form.select("[name]")))
    values = {}
    for field in form.select("input[name], textarea[name], select[name]"):
        kind = field.get("type", "text") if field.name == "input" else field.name
        if kind == "select":
            chosen = field.select_one("option[selected]") or field.select_one("option")
            values[field["name"]] = chosen["value"] if chosen else ""
        elif kind in TYPED:
            values[field["name"]] = value
        elif kind == "hidden" or field.has_attr("checked"):
            values[field["name"]] = field.get("value", "")
    return values


def tree(page: HttpResponse) -> BeautifulSoup:
    return BeautifulSoup(page.content, "html.parser")


@pytest.mark.parametrize("value", VALUES.values(), ids=VALUES)
@pytest.mark.parametrize("form", FORMS)
def test_form_full_of_strange_values_answers_in_words(desk, address, form, value):
    opened = address(form)
    values = filled(desk.get(opened), value)

    answer = desk.post(opened, values)

    assert value in values.values()
    assert answer.status_code in (200, 302, 400)
    if answer.status_code == 200:
        assert tree(answer).select(".error-message, .messages .error, .help-critical, [aria-invalid=true]")
    assert b"<b onclick" not in answer.content


# The blocks of a page are put into its form by a script
@pytest.mark.parametrize("form", [form for form in FORMS if form != "pages/{page}/edit/"])
def test_form_of_a_hundred_thousand_characters_is_refused(desk, address, form):
    opened = address(form)
    page = desk.get(opened)
    fields = [name for name, value in filled(page, LONG).items() if value == LONG]

    answer = desk.post(opened, filled(page, "") | {fields[0]: LONG})

    assert answer.status_code == 200
    assert tree(answer).select(".error-message, .messages .error, [aria-invalid=true]")


def test_form_with_more_than_can_be_taken_is_refused_in_words(desk, address):
    answer = desk.post(address("snippets/directory/service/add/"), {"name_fi": LONG * 30})

    assert answer.status_code == 400
    assert "Mitään ei tallennettu" in answer.text
    assert answer["Content-Security-Policy"]


@pytest.mark.parametrize(
    ("content_type", "body"),
    [
        ("application/x-www-form-urlencoded", b"\xff\xfe=%FF&username=%ED%A0%80&password=%00"),
        ("application/x-www-form-urlencoded; charset=utf-16", b"username=x"),
        ("application/x-www-form-urlencoded; charset=none", b"username=x"),
        ("multipart/form-data; boundary=x", b"--x\r\nbroken"),
        ("multipart/form-data", b"--x"),
        ("application/json", b"{"),
        ("application/x-www-form-urlencoded", b"&".join(b"a%d=" % n for n in range(10_001))),
        ("application/x-www-form-urlencoded", b"username=" + b"a" * 3_000_000),
    ],
    ids=["broken", "utf-16", "unknown", "cut off", "no boundary", "json", "many fields", "three megabytes"],
)
def test_sign_in_takes_no_harm_from_what_is_no_form(client, content_type, body):
    answer = client.generic("POST", "/fi/sign-in/", body, content_type=content_type)

    assert answer.status_code in (200, 400)
    assert not answer.cookies.get("sessionid")


@pytest.mark.parametrize("method", ["put", "patch", "delete", "trace"])
@pytest.mark.parametrize("form", ["pages/{page}/edit/", "images/add/"])
def test_form_answers_to_other_methods_without_an_error(desk, address, form, method):
    opened = address(form)

    answer = getattr(desk, method)(opened)

    assert answer.status_code < 500


def test_preview_that_nobody_has_filled_says_so(desk):
    preview = reverse("wagtailadmin_pages:preview_on_edit", args=[theme_path().pk])

    answer = desk.get(preview, headers={"accept-language": "en"})

    assert answer.status_code == 200
    assert "Preview" in answer.text


def test_preview_of_a_page_that_has_gone_is_not_found(desk):
    page = theme_path()
    preview = reverse("wagtailadmin_pages:preview_on_edit", args=[page.pk])
    page.delete()

    assert desk.get(preview).status_code == 404
    assert desk.post(preview, {"heading_fi": "x"}).status_code == 404


@pytest.mark.parametrize("mode", ["xx", "", "\x00", "../x"])
def test_preview_in_a_language_that_is_none_is_no_error(desk, mode):
    preview = reverse("wagtailadmin_pages:preview_on_edit", args=[theme_path().pk])

    assert desk.get(preview, {"mode": mode}).status_code == 200


def test_preview_is_not_shown_to_who_may_not_edit(client):
    preview = reverse("wagtailadmin_pages:preview_on_edit", args=[theme_path().pk])

    assert client.get(preview)["Location"].startswith("/fi/sign-in/")


@pytest.mark.postgresql
def test_what_no_database_can_hold_is_no_error_of_ours(desk):
    assert desk.get("/admin/tag-autocomplete/?term=%00").status_code < 500


@pytest.mark.postgresql
@pytest.mark.parametrize("field", ["new_title", "new_slug"])
def test_copy_of_a_page_is_not_made_with_a_name_that_is_too_long(desk, address, field):
    copying = address("pages/{page}/copy/")
    sent = filled(desk.get(copying), "x") | {field: "a" * 256}

    told = desk.post(copying, sent)

    assert "255" in "".join(error.text for error in tree(told).select(".w-field__errors"))
    assert tree(told).select_one(f"[name={field}]")["value"] == "a" * 256
