"""What the admin does in a browser works under its content policy: `page_problems` sees what breaks it."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from directory.models import Service
from pages.models import ThemePathPage
from tests.directory import drawings
from tests.factories import UserFactory
from tests.plugins.second_factor import sign_in_by_force

pytestmark = [pytest.mark.browser, pytest.mark.django_db]

DESK = {"width": 1400, "height": 1000}
BLOCKS = (
    "Text", "List of services", "Picture", "Phone numbers with hours", "Steps", "Questions and answers",
    "Quote",
)  # fmt: skip
SCREENS = (
    "account/", "groups/new/", "images/multiple/add/", "reports/site-history/", "sites/new/",
    "snippets/directory/location/add/", "snippets/directory/service/", "users/", "users/new/",
    "workflows/edit/1/", "nowhere/",
)  # fmt: skip


@pytest.fixture
def superuser(db):
    user = UserFactory(email="root@example.org", is_staff=True, is_superuser=True)
    return user


@pytest.fixture
def desk(new_page, superuser, site_url) -> Page:
    """The admin as a superuser who has signed in."""
    page = new_page(viewport=DESK, locale="en-GB", timezone_id="Europe/Helsinki")
    page.set_default_timeout(10_000)
    sign_in_by_force(page, superuser, site_url)
    page.goto("/admin/")
    return page


def tab(page: Page, name: str) -> None:
    page.get_by_role("tab", name=name).click()


def pick(page: Page, field: str) -> str:
    """Choose the marked day or time of a field with the mouse; returns what the field then says."""
    page.click(f'[name="{field}"]')
    picker = page.locator(".xdsoft_datetimepicker:visible")
    picker.locator(".xdsoft_date:visible, .xdsoft_time:visible").nth(3).dispatch_event("click")
    page.keyboard.press("Tab")
    expect(picker).to_have_count(0)
    return page.input_value(f'[name="{field}"]')


def add(page: Page, formset: str) -> str:
    """Add a part to an inline panel; returns the beginning of the names of its fields."""
    page.click(f"#id_{formset}-ADD")
    return f"{formset}-{int(page.input_value(f'#id_{formset}-TOTAL_FORMS')) - 1}"


def remove(page: Page, part: str) -> None:
    page.click(f"#id_{part}-DELETE-button")
    expect(page.locator(f"#inline_child_{part}")).to_be_hidden()


def choose(page: Page, field: str) -> None:
    """Choose the first object that a chooser offers."""
    page.locator(f"#id_{field}-chooser [data-chooser-action-choose]:visible").first.click()
    page.locator(".modal [data-chooser-modal-choice]").first.click()
    expect(page.locator(".modal")).to_have_count(0)
    expect(page.locator(f"#id_{field}")).not_to_have_value("")


def press_more(page: Page, button: str) -> None:
    """Press a button that stands behind "More actions"."""
    page.locator('footer [data-w-dropdown-target="toggle"]').click()
    page.get_by_role("button", name=button, exact=True).click()


def saved(page: Page) -> Locator:
    return page.locator(".messages .success")


def editor_of(page: Page, name: str) -> Locator:
    return page.locator(f'[name="{name}"]').locator("xpath=..").locator(".public-DraftEditor-content")


def insert(page: Page, kind: str) -> None:
    places = page.get_by_role("button", name="Insert a block")
    before = places.count()
    places.last.click()
    page.get_by_role("option", name=kind, exact=True).click()
    expect(places).not_to_have_count(before)


def upload(page: Page) -> None:
    page.get_by_role("button", name="Choose an image").click()
    tab(page, "Upload")
    file = {"name": "talo.jpg", "mimeType": "image/jpeg", "buffer": drawings.picture()}
    page.locator(".modal input[type=file]").set_input_files(file)
    page.fill('[name="image-chooser-upload-title"]', "Talo")
    page.get_by_role("button", name="Upload", exact=True).click()
    expect(page.locator(".modal")).to_have_count(0)


def link_everything(page: Page, name: str, url: str) -> None:
    """Make a link of what a rich text field says, and mark it as important."""
    editor_of(page, name).press("Control+a")
    page.locator("[name=BOLD]:visible").click()
    page.locator("[name=LINK]:visible").click()
    page.locator(".modal").get_by_role("link", name="External link").click()
    page.fill('.modal [name$="url"]', url)
    page.locator(".modal").get_by_role("button", name="Insert link").click()
    expect(page.locator(".modal")).to_have_count(0)
    expect(page.locator(f'[name="{name}"]')).to_have_value(re.compile(re.escape(url)))


def test_listing_is_edited_with_dates_parts_and_choosers_and_goes_through_moderation(desk, demo_site):
    listing = Service.objects.filter(live=True, valid_from=None).earliest("pk")
    desk.goto(f"/admin/snippets/directory/service/edit/{listing.pk}/")

    tab(desk, "Facts")
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", pick(desk, "valid_from"))
    tab(desk, "Times and places")
    time = add(desk, "schedules")
    assert re.fullmatch(r"\d\d:\d\d", pick(desk, f"{time}-opens_at"))
    choose(desk, f"{time}-location")
    date = add(desk, f"{time}-dates")
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", pick(desk, f"{time}-dates-0-date"))
    add(desk, f"{time}-dates")
    remove(desk, date)
    remove(desk, time)
    tab(desk, "Topics and roles")
    choose(desk, f"{add(desk, 'attributes')}-term")
    press_more(desk, "Submit to Moderation")
    expect(saved(desk)).to_be_visible()

    desk.goto("/admin/")
    desk.locator(".desk-kinds").get_by_role("link", name="All").first.click()
    desk.get_by_role("link", name=listing.name_fi).click()
    desk.get_by_text("Return with a comment").click()
    expect(desk.get_by_label("What should change")).to_be_visible()


def test_page_is_written_with_every_block(desk, demo_site):
    desk.get_by_role("link", name="Write a theme path").click()
    desk.fill("[name=heading_fi]", "Teini kotona")
    for kind in BLOCKS:
        insert(desk, kind)
    upload(desk)
    editor_of(desk, "body-0-value-text-fi").click()
    editor_of(desk, "body-0-value-text-fi").press_sequentially("Hei")
    link_everything(desk, "body-0-value-text-fi", "https://www.hel.fi/")
    for button in ("Move up", "Duplicate", "Delete", "Delete", "Delete"):
        desk.get_by_role("button", name=button).last.click()
    desk.get_by_role("button", name="Save draft").click()

    expect(desk.locator(".messages .error")).to_be_visible()


def test_page_is_previewed_checked_published_and_compared(desk, demo_site):
    page = ThemePathPage.objects.earliest("pk")
    desk.goto(f"/admin/pages/{page.pk}/edit/")
    desk.fill("[name=heading_fi]", "Uusi otsikko")

    desk.get_by_role("button", name="Toggle preview").click()
    preview = desk.frame_locator("#w-preview-iframe")
    expect(preview.get_by_role("heading", name="Uusi otsikko")).to_be_visible()
    desk.get_by_role("button", name="Toggle checks").click()
    expect(desk.get_by_role("heading", name="Content metrics")).to_be_visible()
    press_more(desk, "Publish")
    expect(saved(desk)).to_be_visible()
    desk.goto(f"/admin/pages/{page.pk}/revisions/compare/earliest...latest/")
    expect(desk.get_by_text("Uusi otsikko").first).to_be_visible()


def test_other_screens_open(desk, demo_site, page_problems):
    for screen in SCREENS:
        desk.goto(f"/admin/{screen}")
        desk.wait_for_load_state("networkidle")

        assert page_problems == [], screen
