"""The pages about the site: its languages in numbers, professionals, accessibility, privacy."""

import datetime

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from django.utils import timezone

from config.languages import LANGUAGES
from directory.language_counts import count_languages
from directory.models import Service, TranslationState
from directory.moderation import COORDINATORS
from pages.models import Publisher
from tests.factories import ServiceFactory, UserFactory
from tests.pages.trees import theme_path

pytestmark = pytest.mark.django_db

PAGES = ("about-the-languages", "for-professionals", "accessibility", "privacy")


@pytest.fixture(autouse=True)
def site(now, search_index):
    return search_index


def listing(**states: str) -> Service:
    """A public listing whose texts are in these states, by language."""
    service = ServiceFactory()
    for code, state in states.items():
        TranslationState.objects.create(service=service, language_code=code, state=state)
    return service


def publisher(**fields) -> Publisher:
    return Publisher.objects.create(
        **{"name_fi": "Kaupunki", "email": "palaute@example.org", "phone": "09 000 1000"} | fields
    )


def numbers(page, language: str) -> list[str]:
    """The row of a language: by a person, by a machine, changed since, missing; guides by each of them."""
    rows = page.all(".counts__body > [role=row]")
    (row,) = [row for row in rows if row.select_one("[role=rowheader]").get_text(strip=True) == language]
    return [cell.get_text(strip=True) for cell in row.select("[role=cell]")]


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.code)
def test_page_opens_in_every_language(reader, name, language):
    page = reader(f"/{language.code}/{name}/")

    (html,) = page.all("html")
    assert (html["lang"], html["dir"]) == (language.html_lang, language.direction)
    assert len(page.all("h1")) == 1


def test_numbers_say_what_the_texts_are_in_each_language(reader):
    listing(fi="written", so="machine")
    changed = listing(fi="written", so="checked")
    changed.translation_states.filter(language_code="so").update(is_outdated=True)
    Service.objects.filter(pk=listing(fi="written", so="checked").pk).update(live=False)
    theme_path(heading_so="Waddo")
    theme_path(heading_so="Waddo", slug="other", how="machine")

    count_languages(timezone.now())

    page = reader("/en/about-the-languages/")
    assert numbers(page, "Somali") == ["1", "1", "1", "0", "1", "1"]
    assert numbers(page, "Finnish")[0] == "2"
    assert numbers(page, "Arabic") == ["0", "0", "0", "2", "0", "0"]


def test_counting_again_replaces_the_numbers(reader):
    count_languages(timezone.now())
    listing(fi="written")

    count_languages(timezone.now())

    assert numbers(reader("/en/about-the-languages/"), "Finnish")[0] == "1"


def test_the_worker_counts(reader, site):
    listing(fi="written")

    site.drain()

    assert numbers(reader("/en/about-the-languages/"), "Finnish")[0] == "1"


@pytest.mark.parametrize("listings", [0, 5])
def test_queries_do_not_grow_with_listings(reader, django_assert_max_num_queries, listings):
    for _number in range(listings):
        listing(fi="written")
    count_languages(timezone.now())

    with django_assert_max_num_queries(8):
        reader("/so/about-the-languages/")


def test_statement_names_publisher_authority_and_the_way_to_complain(reader):
    publisher(statement_date=datetime.date(2026, 3, 1), known_barriers_fi="Kartta ei toimi näppäimistöllä.")

    page = reader("/fi/accessibility/")

    needed = (
        "Kaupunki",
        "306/2019",
        "WCAG",
        "Traficom",
        "saavutettavuusvaatimukset.fi",
        "1. maaliskuuta 2026",
    )
    assert [words for words in needed if words not in page.text] == []
    addresses = {link["href"] for link in page.all("a[href]")}
    assert {"mailto:palaute@example.org", "tel:+358295345000"} <= addresses
    assert "Kartta ei toimi" in page.text


def test_barriers_that_are_told_in_finnish_only_are_marked(reader):
    publisher(known_barriers_fi="Kartta ei toimi.")

    assert [tag["lang"] for tag in reader("/ar/accessibility/").all(".foreign")] == ["fi"]


@pytest.mark.parametrize("name", ["accessibility", "privacy"])
def test_an_example_says_that_nobody_answers(reader, name):
    publisher(is_example=True)

    assert reader(f"/fi/{name}/").all(".notice--alert")


@pytest.mark.parametrize("name", PAGES)
def test_page_opens_before_anybody_has_named_the_publisher(reader, name):
    assert "None" not in reader(f"/fi/{name}/").text


def test_a_coordinator_names_the_publisher_once(client):
    coordinator = UserFactory()
    coordinator.groups.add(Group.objects.get(name=COORDINATORS))
    client.force_login(coordinator)
    values = {"name_fi": "Kaupunki", "conformity": "full", "evaluation": "own", "translation_language": "sv"}
    add = reverse("wagtailsnippets_pages_publisher:add")

    assert client.post(add, values).status_code == 302
    again = client.post(add, values | {"name_fi": "Toinen"})

    assert again.context["form"].non_field_errors()
    assert [str(each) for each in Publisher.objects.all()] == ["Kaupunki"]
