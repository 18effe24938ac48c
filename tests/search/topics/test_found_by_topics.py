"""A word in a family's language finds a listing that is there in Finnish only."""

import logging

import pytest
from django.utils import timezone

from directory.choices import TaxonomySlug
from directory.models import RelatedTerm, SearchWords, Service, TaxonomyTerm
from search.duties.chores import Chores
from search.duties.preparing import prepare_and_note
from search.duties.worker import Worker
from search.indexing.deriving import derive_due, note_due
from search.meaning.model import is_installed
from search.models import DueMeaning, ListingMeaning
from search.querying.from_words import read_words
from search.querying.parameters import Parameters
from search.topics.derived import DerivedTopic, Reason
from search.topics.vocabulary import prepare, set_noted_for
from tests.factories import ServiceAttributeFactory, ServiceFactory, TaxonomyFactory, TaxonomyTermFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def topics(settings):
    """Two topics with words in Somali; the model is left out."""
    settings.SEARCH_WITHOUT = ("meaning", "dictionary")
    theme = TaxonomyTermFactory(code="everything", name_fi="Kaikki")
    assert theme.taxonomy.slug == TaxonomySlug.TOPICS
    for code, name, word in (("swimming", "Uinti", "dabaal"), ("debt", "Velat", "dayn")):
        term = TaxonomyTermFactory(code=code, name_fi=name, parent=theme)
        SearchWords.objects.create(term=term, language_code="so", words=[word])
    SearchWords.objects.create(term=term, language_code="fi", words=["velkaneuvonta", "ulosotto"])


@pytest.fixture
def listings(topics):
    return (
        ServiceFactory(name_fi="Molskis", summary_fi="Uinti alkaa alkeista."),
        ServiceFactory(name_fi="Talousneuvonta", description_fi="Autamme, kun ulosotto uhkaa."),
    )


def test_a_somali_word_finds_the_finnish_listing(search_index, listings):
    swimming, debt = listings
    search_index.drain()

    assert search_index.found("so", q="dabaal")[0] == swimming
    assert search_index.found("so", q="daynta")[0] == debt


def test_the_topic_that_was_understood_is_named_and_can_be_put_aside(search_index, listings, reader):
    ServiceFactory(name_fi="Daynta")
    search_index.drain()

    page = reader("/so/search/?q=daynta")
    topic, words_alone = page.all("#understood p a")
    alone = reader(f"/so/search/{words_alone['href']}")

    assert set(page.texts("#results .card__name")) == {"Talousneuvonta", "Daynta"}
    assert (topic["href"], topic.get_text(strip=True)) == ("?topic=debt", "Velat")
    assert words_alone["href"] == "?q=daynta&only_words=1"
    assert alone.texts("#results .card__name") == ["Daynta"]
    assert [chip["href"] for chip in alone.all("#understood .chip--on")] == ["?q=daynta"]


def test_the_words_alone_hold_for_these_words_only(search_index, listings, reader):
    search_index.drain()

    page = reader("/so/search/?q=daynta&only_words=1")
    forms = [{field.get("name") for field in form.select("input[type=hidden]")} for form in page.all("form")]

    assert "only_words" not in forms[0]
    assert any("only_words" in names for names in forms)


@pytest.mark.parametrize("words", ["Daynti Xasan", "kirjasto"])
def test_no_topic_is_named_for_words_that_the_vocabulary_does_not_have(search_index, listings, reader, words):
    search_index.drain()

    assert reader(f"/so/search/?q={words}").all("#understood p a") == []


def test_a_sensitive_topic_that_was_understood_is_not_named(search_index, listings, reader):
    TaxonomyTerm.objects.filter(code="debt").update(is_sensitive=True)
    search_index.drain()

    page = reader("/so/search/?q=daynta")

    assert "Talousneuvonta" in page.texts("#results .card__name")
    assert page.all("#understood p a") == []


@pytest.mark.parametrize(("words", "is_named"), [("mies lyö minua", False), ("mies kerää puita", True)])
def test_no_topic_is_named_for_words_that_tell_of_danger(search_index, listings, reader, words, is_named):
    SearchWords.objects.filter(term__code="debt", language_code="fi").update(words=[words])
    search_index.drain()

    page = reader(f"/fi/search/?q={words}")

    assert bool(page.all("#understood p a")) == is_named


def test_few_results_lead_to_topics_beside_the_one_that_was_understood(search_index, listings, reader):
    swimming, debt = TaxonomyTerm.objects.filter(code__in=("swimming", "debt")).order_by("pk")
    for term, count in ((swimming, 2), (debt, 1)):
        for _ in range(count):
            ServiceAttributeFactory(service=ServiceFactory(name_fi="Muu"), term=term)
    search_index.drain()

    page = reader("/so/search/?q=daynta&free=")

    links = [(a["href"], a.get_text(" ", strip=True)) for a in page.all("#wider + .chips a")]
    assert links == [("?topic=debt", "Velat 1"), ("?topic=swimming", "Uinti 2")]


def test_neighbours_of_the_topic_that_was_understood_come_before_its_theme(search_index, listings, reader):
    swimming, debt = TaxonomyTerm.objects.filter(code__in=("swimming", "debt")).order_by("pk")
    elsewhere = TaxonomyTermFactory(parent=TaxonomyTermFactory(code="home"), code="moving", name_fi="Muutto")
    empty = TaxonomyTermFactory(parent=swimming.parent, code="empty", name_fi="Ei mitään")
    for place, neighbour in enumerate((empty, elsewhere)):
        RelatedTerm.objects.create(term=debt, related=neighbour, sort_order=place)
    for term, count in ((swimming, 2), (debt, 1), (elsewhere, 1)):
        for _ in range(count):
            ServiceAttributeFactory(service=ServiceFactory(name_fi="Muu"), term=term)
    search_index.drain()

    page = reader("/so/search/?q=daynta&free=")

    links = [(a["href"], a.get_text(" ", strip=True)) for a in page.all("#wider + .chips a")]
    assert links == [
        ("?topic=debt", "Velat 1"),
        ("?topic=moving", "Muutto 1"),
        ("?topic=swimming", "Uinti 2"),
    ]


def test_a_query_in_latin_letters_is_read_in_those_of_the_reader(topics, settings):
    settings.SEARCH_WITHOUT = ("meaning",)
    prepare()
    typed = {"ru": "detskij sad besplatno", "zh-hans": "mianfei youeryuan"}

    asked = {
        language: read_words(Parameters(q=text), now=timezone.now(), language=language)
        for language, text in typed.items()
    }

    assert {language: each.own.q for language, each in asked.items()} == typed
    assert {language: each.meant.q for language, each in asked.items()} == {
        "ru": "детский сад",
        "zh-hans": "幼儿园",
    }
    assert [each.name for each in asked["zh-hans"].from_words] == ["free.1"]
    assert [each.name for each in asked["ru"].from_words] == ["free.1"]


def test_without_topics_only_words_find(search_index, listings, settings):
    search_index.drain()
    settings.SEARCH_WITHOUT = ("meaning", "topics")

    assert search_index.found("so", q="dabaal") == []


def test_a_topic_that_somebody_chose_counts(search_index, topics):
    fancy, _other = ServiceFactory(name_fi="Siniset varpaat"), ServiceFactory(name_fi="Jokin muu")
    term = SearchWords.objects.filter(term__code="swimming").first().term
    ServiceAttributeFactory(service=fancy, term=term)
    search_index.drain()

    assert search_index.found("so", q="dabaal") == [fancy]


def test_a_class_of_the_register_counts_but_less_than_a_chosen_topic(search_index, topics):
    TaxonomyTerm.objects.filter(code="swimming").update(related_codes=["P3"])
    classes = TaxonomyFactory(slug=TaxonomySlug.SERVICE_CLASSES)
    sports = TaxonomyTermFactory(taxonomy=classes, code="P3", name_fi="Liikunta")
    classed, chosen, _other = (ServiceFactory(name_fi=name) for name in ("Sininen", "Vihreä", "Muu"))
    ServiceAttributeFactory(service=classed, term=sports)
    ServiceAttributeFactory(service=chosen, term=TaxonomyTerm.objects.get(code="swimming"))
    search_index.drain()

    assert search_index.found("so", q="dabaal") == [chosen, classed]
    assert search_index.found("fi", q="liikunta") == [classed]


def test_a_class_of_many_topics_leaves_it_to_the_words_which_of_them_is_meant(search_index, topics):
    TaxonomyTerm.objects.filter(parent__isnull=False).update(related_codes=["P3"])
    classes = TaxonomyFactory(slug=TaxonomySlug.SERVICE_CLASSES)
    both = TaxonomyTermFactory(taxonomy=classes, code="P3", name_fi="Kaikenlaista")
    debt, swimming = ServiceFactory(summary_fi="Ulosotto uhkaa."), ServiceFactory(summary_fi="Uinti alkaa.")
    for listing in (debt, swimming):
        ServiceAttributeFactory(service=listing, term=both)
    search_index.drain()

    assert search_index.found("so", q="dabaal")[0] == swimming
    assert search_index.found("so", q="dayn")[0] == debt


def with_keyword(search_index, **keyword) -> Service:
    """A listing that says nothing itself, beside another one."""
    fancy, _other = ServiceFactory(name_fi="Siniset varpaat"), ServiceFactory(name_fi="Jokin muu")
    keywords = TaxonomyFactory(slug=TaxonomySlug.KEYWORDS)
    ServiceAttributeFactory(service=fancy, term=TaxonomyTermFactory(taxonomy=keywords, **keyword))
    search_index.drain()
    return fancy


def test_a_keyword_of_an_import_says_what_a_listing_is_about(search_index, topics):
    fancy = with_keyword(search_index, code="p1", name_fi="ulosotto")

    assert search_index.found("so", q="dayn") == [fancy]
    assert search_index.found("fi", q="ulosotto") == [fancy]


def test_a_concept_of_an_ontology_stands_for_the_topics_that_name_it(search_index, topics):
    TaxonomyTerm.objects.filter(code="debt").update(related_codes=["P3", "yso-p1"])

    fancy = with_keyword(search_index, code="yso-p1", name_fi="insolvenssi")

    assert search_index.found("so", q="dayn") == [fancy]


def derived(service: Service) -> list[DerivedTopic]:
    kept = ListingMeaning.objects.get(service_id=service.pk).derived_topics
    return list(map(DerivedTopic.from_json, kept))


def test_what_a_listing_says_itself_is_kept_with_weight_and_reason_apart_from_what_people_chose(
    search_index, listings
):
    swimming, debt = listings
    for service in listings:
        ServiceAttributeFactory(service=service, term=TaxonomyTerm.objects.get(code="swimming"))
    search_index.drain()

    (of_debt,), (of_swimming,) = derived(debt), derived(swimming)

    assert (of_debt.code, of_debt.reason, of_debt.said_by[0]) == ("debt", Reason.WORDS, "ulosotto")
    assert (of_swimming.code, of_swimming.said_by) == ("swimming", ("uinti",))
    assert of_debt.weight > 0


def test_pieces_tell_what_a_listing_is_about_that_has_no_word_of_its_topic(search_index, topics, settings):
    """Stories and example listings say what nobody thought of as a word of it."""
    service = ServiceFactory(name_fi="Kabinetti", summary_fi="Apua, kun perintäkirjeitä kertyy pinoksi.")
    search_index.drain()
    [of_debt] = derived(service)
    settings.SEARCH_WITHOUT = (*settings.SEARCH_WITHOUT, "pieces")
    prepare_and_note()
    search_index.drain()

    assert (of_debt.code, of_debt.reason) == ("debt", Reason.MEANING)
    assert derived(service) == []


def test_pieces_that_nobody_knows_bring_a_listing_near_to_nothing(search_index, topics):
    service = ServiceFactory(name_fi="!!!")
    search_index.drain()

    assert not any(ListingMeaning.objects.get(service_id=service.pk).topics)


def test_what_was_kept_before_there_were_reasons_is_worked_out_again(search_index, listings):
    search_index.drain()
    before = {service.pk: derived(service) for service in listings}
    ListingMeaning.objects.update(topics_digest="older", text_digest="", derived_topics=[])
    set_noted_for("what was kept before")

    prepare_and_note()
    search_index.drain()

    assert all(before.values())
    assert {service.pk: derived(service) for service in listings} == before


def test_a_draft_knows_new_words_of_a_topic_too(search_index, listings, written_down):
    swimming, _debt = listings
    search_index.drain()
    swimming.live = False
    swimming.save()
    row = SearchWords.objects.get(term__code="debt", language_code="fi")

    row.words = [*row.words, "alkeista", "alkeet"]
    row.save()
    written_down()
    search_index.drain()

    assert [each.code for each in derived(swimming)] == ["swimming", "debt"]


def test_a_changed_text_is_read_anew_and_others_are_not(search_index, listings):
    swimming, debt = listings
    search_index.drain()
    before = dict(ListingMeaning.objects.values_list("service_id", "topics_digest"))

    swimming.summary_fi = "Kun ulosotto on ovella."
    swimming.save()
    search_index.drain()

    after = dict(ListingMeaning.objects.values_list("service_id", "topics_digest"))
    assert after[debt.pk] == before[debt.pk]
    assert after[swimming.pk] != before[swimming.pk]
    assert swimming in search_index.found("so", q="dayn")


def test_a_new_word_of_a_topic_finds_without_touching_listings(search_index, listings, written_down):
    search_index.drain()
    row = SearchWords.objects.get(term__code="swimming")

    row.words = [*row.words, "quusid"]
    row.save()
    written_down()
    search_index.drain()

    assert search_index.found("so", q="quusid")[0] == listings[0]
    assert not written_down()
    assert not DueMeaning.objects.exists()


def test_a_renamed_topic_is_told_to_the_listings_that_speak_of_it(search_index, listings):
    search_index.drain()
    before = dict(ListingMeaning.objects.values_list("service_id", "topics_digest"))

    topic = TaxonomyTerm.objects.get(code="swimming")
    topic.name_fi = "Talousneuvonta"
    topic.save()
    search_index.drain()

    after = dict(ListingMeaning.objects.values_list("service_id", "topics_digest"))
    assert all(after[pk] != before[pk] for pk in before)
    assert search_index.found("so", q="dabaal")[0] == listings[1]


def test_saves_in_a_row_are_one_preparation(search_index, listings, caplog):
    search_index.drain()
    chores = Chores()
    chores.turn()
    caplog.clear()

    with caplog.at_level(logging.INFO, "search.topics.vocabulary"):
        for word in ("quusid", "quusin"):
            row = SearchWords.objects.get(term__code="swimming")
            row.words = [*row.words, word]
            row.save()
            chores.turn()
        search_index.drain()

    assert caplog.text.count("Preparing") == 1
    assert search_index.found("so", q="quusin")[0] == listings[0]


def test_listings_known_by_something_else_that_was_learned_are_due_once(search_index, listings):
    search_index.drain()
    ListingMeaning.objects.update(topics_digest="read by what was learned before")
    set_noted_for("what was learned before")

    prepare_and_note()
    due = set(DueMeaning.objects.values_list("service_id", flat=True))
    DueMeaning.objects.all().delete()
    prepare_and_note()

    assert due == {each.pk for each in listings}
    assert not DueMeaning.objects.exists()


def test_a_change_is_found_by_its_words_before_anybody_knows_what_it_is_about(search_index, listings):
    search_index.drain()
    fresh = ServiceFactory(name_fi="Polskis", summary_fi="Uinti sujuu.")
    worker = Worker(search_index.engine)

    worker.follow_changes()

    assert fresh in search_index.found("fi", q="polskis")
    assert fresh not in search_index.found("so", q="dabaal")
    search_index.drain()
    assert fresh in search_index.found("so", q="dabaal")
    assert not DueMeaning.objects.exists()


@pytest.mark.skipif(not is_installed(), reason="the model is optional")
def test_all_new_listings_are_known_by_their_words_before_the_model_reads_one(search_index, topics, settings):
    settings.SEARCH_WITHOUT = ("dictionary",)
    search_index.drain()
    listings = [ServiceFactory(summary_fi="Uinti sujuu."), ServiceFactory(summary_fi="Ulosotto uhkaa.")]
    Worker(search_index.engine).follow_changes()

    for _listing in listings:
        derive_due(0)

    assert [bytes(each.vector) for each in ListingMeaning.objects.all()] == [b"", b""]
    assert DueMeaning.objects.count() == len(listings)
    search_index.drain()
    assert all(each.vector for each in ListingMeaning.objects.all())
    assert not DueMeaning.objects.exists()


def test_what_is_known_already_is_not_due_again(search_index, listings):
    swimming, debt = listings
    search_index.drain()
    swimming.summary_fi = "Kun ulosotto on ovella."
    swimming.save()

    note_due([swimming.pk, debt.pk])

    assert [due.service_id for due in DueMeaning.objects.all()] == [swimming.pk]


def test_a_listing_that_is_gone_leaves_the_queue(topics, search_index):
    search_index.drain()
    DueMeaning.objects.create(service_id=987654, digest="any")

    search_index.drain()

    assert not DueMeaning.objects.exists()


def test_a_hidden_listing_is_not_found_by_what_it_means(search_index, listings):
    swimming, _debt = listings
    search_index.drain()

    swimming.live = False
    swimming.save()
    search_index.drain()

    assert swimming not in search_index.found("so", q="dabaal")
