"""Topics that the words of a listing speak of are offered, and only offered."""

import pytest

from directory.choices import TaxonomySlug
from directory.models import SearchWords, Service, TaxonomyTerm
from directory.reading.vocabulary import forget
from search.meaning.model import is_installed
from search.topics.vocabulary import prepare
from tests.directory.lives import keep, latest
from tests.factories import ServiceAttributeFactory, TaxonomyFactory, TaxonomyTermFactory

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


@pytest.fixture
def site(topics, search_index):
    """The same of a site whose index is there."""
    search_index.drain()
    return search_index


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


def test_listing_that_was_saved_is_offered_what_was_worked_out_beside_the_index(desk, site):
    here = begun(desk, "Ulosotto uhkaa.")
    site.drain()
    SearchWords.objects.filter(term__code="debt").update(words=["konkurssi"])
    prepare()

    page = desk.open(here)

    assert page.texts("#id_topics .pick__name") == ["Velat"]
    assert page.texts("#id_topics .pick small") == ["Tekstissä: ulosotto"]


def test_text_that_was_edited_since_is_offered_what_its_own_words_say(desk, site):
    here = begun(desk, "Velkaneuvonta on ilmaista.")
    site.drain()
    keep(Service.objects.get(), desk.user, description_fi="Ompelukerho ja ompelukone")

    page = desk.open(here)

    assert page.texts("#id_topics .pick__name") == ["Ompelu"]


@pytest.mark.parametrize(
    ("taxonomy", "named", "because"),
    [
        (TaxonomySlug.KEYWORDS, {"code": "p1", "name_fi": "ulosotto"}, "Asiasanat: ulosotto"),
        (TaxonomySlug.KEYWORDS, {"code": "yso-p1", "name_fi": "insolvenssi"}, "Asiasanat: insolvenssi"),
        (TaxonomySlug.SERVICE_CLASSES, {"code": "P3", "name_fi": "Talous"}, "Palveluluokat: Talous"),
        (TaxonomySlug.SERVICE_CLASSES, {"code": "P3", "name_fi": "", "name_sv": "Pengar"}, "Palveluluokat"),
    ],
)
def test_class_and_keyword_of_an_import_are_named_as_the_reason(desk, site, taxonomy, named, because):
    TaxonomyTerm.objects.filter(code="debt").update(related_codes=["P3", "yso-p1"])
    here = begun(desk, "Xyzzy")
    term = TaxonomyTermFactory(taxonomy=TaxonomyFactory(slug=taxonomy), **named)
    ServiceAttributeFactory(service=Service.objects.get(), term=term)
    site.drain()

    page = desk.open(here)

    assert page.texts("#id_topics .pick__name") == ["Velat"]
    assert page.texts("#id_topics .pick small") == [because]


@pytest.mark.skipif(not is_installed(), reason="the model is optional")
def test_nearness_in_meaning_is_a_reason_too(desk, site, settings):
    settings.SEARCH_WITHOUT = ("dictionary",)
    here = begun(desk, "Saumurit ja kaavat valmiina: tee itse mekko tai korjaa vaate.")
    site.drain()

    page = desk.open(here)

    assert page.texts("#id_topics .pick__name") == ["Ompelu"]
    assert page.texts("#id_topics .pick small") == ["Lähellä sitä, mitä teksti tarkoittaa"]
