"""Topics that the words of a listing speak of are offered, and only offered."""

import pytest

from directory.models import SearchWords, Service
from directory.reading.vocabulary import forget
from search.vocabulary import prepare
from tests.directory.lives import latest
from tests.factories import TaxonomyTermFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("now")]


#: Sewing is named in passing
MUCH_OF_DEBT = "Velkaneuvontaa. Ompelisi"


@pytest.fixture
def topics(settings, search_index):
    """Topics with words of their own; the model is left out."""
    settings.SEARCH_WITHOUT = ("meaning", "dictionary")
    theme = TaxonomyTermFactory(code="everything", name_fi="Kaikki")
    words = {
        "swimming": ("Uinti", ["uimakoulu", "uimahalli"]),
        "debt": ("Velat", ["velkaneuvonta", "ulosotto"]),
        "sewing": ("Ompelu", ["ompelukone", "ompelukerho"]),
    }
    for code, (name, told) in words.items():
        term = TaxonomyTermFactory(code=code, name_fi=name, parent=theme)
        SearchWords.objects.create(term=term, language_code="fi", words=told)
    prepare()
    forget()


def begun(desk, description: str) -> str:
    desk.send("listings/new/", {"name": "Ilta", "description": description, "language": "fi"})
    return f"listings/{Service.objects.get().slug}/topics/"


def test_topics_of_the_text_are_offered_and_not_ticked(desk, topics):
    here = begun(desk, "Autamme, kun ulosotto uhkaa. Velkaneuvonta on ilmaista.")

    page = desk.open(here)

    assert page.texts("#id_topics .pick__name") == ["Velat"]
    assert page.all("#id_topics [checked]") == []
    assert list(latest(Service.objects.get()).attributes.all()) == []


def test_topic_is_offered_with_the_words_that_speak_for_it_in_their_language(desk, topics):
    here = begun(desk, "Autamme, kun ulosotto uhkaa. Velkaneuvonta on ilmaista. Tervetuloa!")

    page = desk.open(here)

    (because,) = page.texts("#id_topics .pick small")
    assert set(because.removeprefix("Tekstissä: ").split(", ")) == {"ulosotto", "velkaneuvonta"}


def test_few_topics_are_sure_and_those_that_may_be_right_wait_behind_a_word(desk, topics):
    here = begun(desk, MUCH_OF_DEBT)

    page = desk.open(here)

    assert page.texts("#id_topics > .picks .pick__name") == ["Velat"]
    assert page.texts("#id_topics details:not([open]) .pick__name") == ["Ompelu"]


def test_where_no_topic_is_sure_those_that_may_be_right_are_seen_at_once(desk, topics):
    many = ["ompelukone", "ompelukerho", "kaavat", "kangas", "neulominen", "virkkaus"]
    SearchWords.objects.filter(term__code="sewing").update(words=many)
    prepare()
    here = begun(desk, "Meillä on kone")

    page = desk.open(here)

    assert page.texts("#id_topics .pick__name") == ["Ompelu"]
    assert page.all("#id_topics details") == []


def test_topic_that_was_ticked_among_the_others_is_seen_at_once(desk, topics):
    here = begun(desk, MUCH_OF_DEBT)
    (hidden,) = desk.open(here).all("#id_topics details input")

    revision = Service.objects.get().latest_revision_id
    desk.send(here, {"revision": revision, "topics": [hidden["value"]]})

    assert "Ompelu" in desk.open(here).texts("#id_topics > .picks .pick .pick__name")


def test_one_tap_takes_what_is_offered(desk, topics):
    here = begun(desk, "Ompelukerho ja ompelukone")
    (offered,) = desk.open(here).all("#id_topics input")

    desk.send(here, {"revision": Service.objects.get().latest_revision_id, "topics": [offered["value"]]})

    told = latest(Service.objects.get())
    assert [each.term.code for each in told.attributes.all()] == ["sewing"]


def test_text_about_nothing_known_is_offered_nothing_and_can_look(desk, topics):
    here = begun(desk, "Xyzzy")

    page = desk.open(here)

    assert page.all("#id_topics") == []
    assert page.all("#id_q")
