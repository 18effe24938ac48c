"""A page that was renamed or moved is found at its old address too."""

import pytest

from pages.models import FormerPath, InformationPage
from tests.pages.trees import edit, guides_page, theme_path

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def site(now, search_index):
    return search_index


def information(parent, slug: str) -> InformationPage:
    page = InformationPage(slug=slug, heading_fi=slug, live=False)
    parent.add_child(instance=page)
    page.save_revision().publish()
    return InformationPage.objects.get(pk=page.pk)


@pytest.fixture
def rename(django_capture_on_commit_callbacks):
    """Give a page another address, as Wagtail does when the change is in the database."""

    def rename(page, slug: str):
        with django_capture_on_commit_callbacks(execute=True):
            return edit(page, slug=slug)

    return rename


def test_an_old_address_leads_on_in_the_readers_language_and_keeps_the_question(reader, rename):
    rename(theme_path(slug="old"), "new")

    page = reader("/so/guides/old/?page=2", status=301)

    assert page.response["Location"] == "/so/guides/new/?page=2"


def test_pages_beneath_a_renamed_one_are_found_too(reader, rename):
    parent = information(guides_page().get_parent(), "about")
    information(parent, "work")
    rename(parent, "us")

    assert reader("/fi/about/work/", status=301).response["Location"] == "/fi/us/work/"


def test_a_moved_page_is_found_at_its_old_address(reader):
    front = guides_page().get_parent()
    one, two = information(front, "one"), information(front, "two")
    information(one, "page").move(two, pos="last-child")

    assert reader("/fi/one/page/", status=301).response["Location"] == "/fi/two/page/"


def test_a_page_that_takes_an_old_address_has_it(reader, rename):
    rename(theme_path(slug="old"), "new")
    theme_path(slug="old", heading_fi="Toinen")

    assert reader("/fi/guides/old/").texts("h1") == ["Toinen"]


def test_a_name_given_back_leads_nowhere_else(reader, rename):
    page = rename(rename(theme_path(slug="old"), "new"), "old")

    assert reader("/fi/guides/old/")
    assert list(FormerPath.objects.filter(page=page).values_list("path", flat=True)) == ["/front/guides/new/"]


def test_a_withdrawn_page_is_not_led_to(reader, rename):
    rename(theme_path(slug="old"), "new").unpublish()

    assert reader("/fi/guides/old/", status=404)
