"""A content editor makes a theme path with a live list and a picture, and translates it into Somali."""

import re

import pytest
from django.contrib.auth.models import Group
from playwright.sync_api import Page, expect

from pages.content.tree import load_tree
from pages.groups import CONTENT_EDITORS
from pages.models import ThemePathPage
from tests.directory import drawings
from tests.factories import UserFactory
from tests.plugins.second_factor import sign_in_by_force

pytestmark = [pytest.mark.browser, pytest.mark.django_db]

DESK = {"width": 1280, "height": 1000}


@pytest.fixture
def desk(new_page, site_url) -> Page:
    """The admin, signed in as a member of the group that a new database begins with."""
    load_tree(with_guides=False)
    user = UserFactory(email="content@example.org", is_staff=True)
    user.groups.add(Group.objects.get(name=CONTENT_EDITORS))
    page = new_page(viewport=DESK, locale="en-GB")
    sign_in_by_force(page, user, site_url)
    page.goto("/admin/")
    return page


def insert(page: Page, kind: str) -> None:
    """Add a block at the end."""
    page.get_by_role("button", name="Insert a block").last.click()
    page.get_by_role("option", name=kind, exact=True).click()


def publish(page: Page) -> None:
    page.locator('footer [data-w-dropdown-target="toggle"]').click()
    page.get_by_role("button", name="Publish", exact=True).click()
    page.locator(".messages .success").wait_for()


def upload(page: Page, title: str) -> None:
    page.get_by_role("button", name="Choose an image").click()
    page.get_by_role("tab", name="Upload").click()
    file = {"name": "talo.jpg", "mimeType": "image/jpeg", "buffer": drawings.picture()}
    page.locator("input[type=file]").set_input_files(file)
    page.fill('[name="image-chooser-upload-title"]', title)
    page.get_by_role("button", name="Upload", exact=True).click()
    expect(page.get_by_text(title, exact=True)).to_be_visible()


def write(page: Page, **texts: str) -> None:
    """Fill fields by their names, with "__" for a dash."""
    for name, text in texts.items():
        page.fill(f'[name="{name.replace("__", "-")}"]', text)


def write_rich(page: Page, name: str, text: str) -> None:
    """Type into the editor of a field. It puts what was typed into the form a moment later."""
    field = page.locator(f'[name="{name}"]')
    editor = field.locator("xpath=..").locator(".public-DraftEditor-content")
    editor.click()
    expect(editor).to_be_focused()
    editor.press_sequentially(text)
    expect(field).to_have_value(re.compile(re.escape(text)))


def test_content_editor_makes_a_theme_path_and_its_somali_translation(desk):
    desk.get_by_role("link", name="Write a theme path").click()
    write(desk, heading_fi="Teini kotona", introduction_fi="Kun lapsi kasvaa.")
    insert(desk, "Text")
    write(desk, body__0__value__heading__fi="Olet tärkeä")
    write_rich(desk, "body-0-value-text-fi", "Nuori tarvitsee sinua.")
    insert(desk, "List of services")
    desk.select_option('[name="body-1-value-entry"]', "walk_in")
    insert(desk, "Picture")
    upload(desk, "Piirros")
    write(desk, **{"body__2__value__alternative_text__fi": "Talo"})
    publish(desk)

    made = ThemePathPage.objects.get(slug="teini-kotona")
    desk.goto(f"/admin/pages/{made.pk}/edit/")
    desk.get_by_role("link", name="Somali").click()
    write(desk, heading_so="Dhallinyarada guriga", body__0__value__heading__so="Waad muhiim tahay")
    write_rich(desk, "body-0-value-text-so", "Way ku baahan yihiin.")
    publish(desk)

    desk.goto("/so/guides/teini-kotona/")
    expect(desk.locator("h1")).to_have_text("Dhallinyarada guriga")
    expect(desk.get_by_text("Way ku baahan yihiin.")).to_be_visible()
    expect(desk.locator(".card")).to_have_count(4)
    expect(desk.locator(".figure img[lang=fi]")).to_have_attribute("alt", "Talo")
