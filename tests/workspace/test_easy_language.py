"""A listing in easy language: reviewed with its other texts, chosen by readers, and found."""

import pytest
from django.utils import timezone, translation

from directory import actions
from directory.models import EasyLanguageText, Service
from directory.reading.cards import Chosen, build_cards
from tests.directory.lives import latest, published

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("now")]

EASY = {
    "name": "Apua laskuihin",
    "summary": "Autamme sinua.",
    "description": "Tule käymään.\n\nSe on ilmaista.",
}
SECTION = "listings/ilta/easy/fi/"


@pytest.fixture
def listing(partner, coordinator) -> Service:
    texts = {"name_fi": "Talousneuvonta", "summary_fi": "Velkaneuvontaa", "description_fi": "Ohjausta."}
    return published(coordinator, organization=partner, slug="ilta", **texts)


def at() -> dict:
    return {"revision": Service.objects.get().latest_revision_id}


def publish(listing: Service, coordinator) -> Service:
    row = Service.objects.get(pk=listing.pk)
    return actions.publish(row, row.latest_revision, coordinator)


def test_text_waits_in_the_edit_until_it_is_published(desk, listing, coordinator, reader):
    desk.send(SECTION, at() | EASY)

    (text,) = latest(listing).easy_texts.all()
    assert (text.language_code, text.name, text.description) == ("fi", EASY["name"], EASY["description"])
    assert not EasyLanguageText.objects.exists()
    publish(listing, coordinator)
    assert EasyLanguageText.objects.get().name == "Apua laskuihin"


def test_another_language_than_that_of_the_easy_text_is_asked_about(desk, listing):
    swedish = "Vi hjälper dig med räkningar och skulder. Kom till oss på måndag, det kostar ingenting."

    answer = desk.send(SECTION, at() | EASY | {"description": swedish}, status=200, follow=True)

    assert "Teksti näyttää olevan: ruotsi." in answer.text


def test_reader_chooses_between_the_two_texts(desk, listing, coordinator, reader):
    assert reader("/fi/services/ilta/").all('a[href="?easy"]') == []
    desk.send(SECTION, at() | EASY)
    publish(listing, coordinator)

    ordinary = reader("/fi/services/ilta/")
    easy = reader("/fi/services/ilta/?easy")

    assert (ordinary.texts("h1"), easy.texts("h1")) == (["Talousneuvonta"], ["Apua laskuihin"])
    assert len(ordinary.all('a[href="?easy"]')) == 1
    assert "Se on ilmaista." in easy.text
    assert "Ohjausta." not in easy.text
    assert easy.all("header .mark + a[href='/fi/services/ilta/']")


def test_reader_of_another_language_is_led_to_it_in_its_language(desk, listing, coordinator, reader):
    desk.send(SECTION, at() | EASY)
    publish(listing, coordinator)

    page = reader("/so/services/ilta/")

    # Beside the mark that the text is Finnish
    (link,) = page.all('header a[href="/fi/services/ilta/?easy"]')
    assert (link["lang"], link["dir"], link.get_text()) == ("fi", "ltr", "Suomi")


def test_reader_who_has_the_text_in_her_language_finds_the_easy_one_of_another_below(
    desk, listing, coordinator, reader
):
    desk.send(SECTION, at() | EASY)
    publish(listing, coordinator)
    Service.objects.update(name_so="Caawimaad")

    page = reader("/so/services/ilta/")

    assert len(page.all('a[href="/fi/services/ilta/?easy"]')) == 1
    assert page.all("header a[href$=easy]") == []


def test_card_marks_an_easy_text_for_readers_of_its_language_alone(desk, listing, coordinator):
    desk.send(SECTION, at() | EASY)
    publish(listing, coordinator)

    for language, words in (("fi", ["Selkokieli"]), ("en", [])):
        with translation.override(language):
            (card,) = build_cards({listing.pk: Chosen()}, timezone.now())
        assert [mark.words for mark in card.marks if mark.icon == "i-check"] == words


def test_listing_is_found_by_words_of_its_easy_text_alone(desk, listing, coordinator, search_index):
    search_index.drain()
    assert search_index.found(q="ilmaista") == []
    desk.send(SECTION, at() | EASY)
    publish(listing, coordinator)

    search_index.drain()

    assert search_index.found(q="laskuihin ilmaista") == [listing]


def test_emptied_form_takes_the_text_away(desk, listing, coordinator):
    desk.send(SECTION, at() | EASY)
    publish(listing, coordinator)

    desk.send(SECTION, at() | dict.fromkeys(EASY, ""))
    publish(listing, coordinator)

    assert not EasyLanguageText.objects.exists()


def test_text_without_a_name_is_not_kept_and_what_was_typed_stays(desk, listing):
    page = desk.send(SECTION, at() | EASY | {"name": ""}, status=200)

    assert page.texts(".field__error")
    assert "Se on ilmaista." in page.texts("textarea")[0]


def test_both_versions_are_shown_to_who_has_two_windows(desk, listing):
    opened = at()
    desk.send(SECTION, opened | EASY)

    page = desk.send(SECTION, opened | EASY | {"name": "Toinen nimi"}, status=409)

    assert "toisessa ikkunassa" in page.text
    assert "Toinen nimi" in page.text
    assert "Apua laskuihin" in page.text


def test_markup_becomes_text(desk, listing):
    desk.send(SECTION, at() | EASY | {"name": "<b>Apua</b>\n nyt"})

    (text,) = latest(listing).easy_texts.all()
    assert text.name == "Apua nyt"


@pytest.mark.parametrize("code", ["so", "xx"])
def test_language_without_an_easy_form_has_no_page(desk, listing, code):
    desk.open(f"listings/ilta/easy/{code}/", status=404)


def test_page_of_languages_leads_to_it_and_both_are_valid_html(desk, listing, valid_html):
    page = desk.open("listings/ilta/languages/")
    form = desk.open(SECTION)

    assert page.all('a[href$="/listings/ilta/easy/fi/"]')
    for each in (page, form):
        valid_html(each.response.text)
