"""Cards: six answers in the reader's words, in a constant number of queries."""

from datetime import datetime, timedelta

import pytest
from django.utils import translation

from directory.models import Assurance, Service, ServiceCapacity, ServicePhone, TranslationState
from directory.reading import wording
from directory.reading.card_rows import card_rows, row_of
from directory.reading.cards import Chosen, build_cards
from directory.reading.vocabulary import forget
from search.querying.results import SessionHit
from tests.cast import DAY, TODAY, place
from tests.factories import ServiceAttributeFactory, ServiceFactory, TaxonomyFactory, TaxonomyTermFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def card(now):
    """The card of a listing in a language, with what a search adds."""

    def build(service, language="en", session=None, **chosen):
        with translation.override(language):
            (built,) = build_cards(
                {service.pk: Chosen(session=session, **chosen)}, datetime.now().astimezone()
            )
            return built

    return build


def meeting(location=None, *, hours=1, languages=("fi",), entry=""):
    """A session some hours from now, two hours long."""
    starts_at = datetime.now().astimezone() + timedelta(hours=hours)
    location_id = location and location.pk
    return SessionHit(starts_at, starts_at + timedelta(hours=2), location_id, tuple(languages), entry)


def topic_and_group(service):
    """A topic that is the listing's nearest, another one, and a target group."""
    theme = TaxonomyTermFactory(code="babies", name_fi="Vauvat")
    nearest = TaxonomyTermFactory(code="sleep", name_fi="Uni", name_en="Sleep", parent=theme)
    other = TaxonomyTermFactory(code="food", name_en="Food", parent=theme)
    group = TaxonomyTermFactory(
        taxonomy=TaxonomyFactory(slug="target-groups"), code="families", name_en="Families"
    )
    for number, term in enumerate([group, nearest, other]):
        ServiceAttributeFactory(service=service, term=term, sort_order=number)
    forget()


def test_first_topic_stands_for_the_listing_and_names_its_theme(card):
    service = ServiceFactory()
    topic_and_group(service)

    topic = card(service).topic

    assert (topic.name, topic.theme) == ("Sleep", "babies")


def test_whom_it_is_for_joins_groups_ages_gender_and_children(card):
    service = ServiceFactory(minimum_age=0, maximum_age=6, gender="women", children_policy="looked_after")
    topic_and_group(service)

    parts = card(service).for_whom.split(wording.DOT)
    assert parts == ["Families", "Up to 6 years", "Women only", "Children are looked after"]


def test_listing_that_does_not_tell_whom_it_is_for_promises_nothing(card):
    assert card(ServiceFactory()).for_whom == ""


def test_session_decides_entry_languages_place_and_time(card):
    service = ServiceFactory(entry="registration", languages=["fi"], channels=["on_site"])
    house = place("malmi", name_fi="Talo", street_address="Katu 1")

    shown = card(service, session=meeting(house, languages=("so", "en"), entry="walk_in"))

    assert shown.entry == "Just come, no appointment"
    assert [language.name for language in shown.languages] == ["English", "Somali"]
    assert [language.is_readers for language in shown.languages] == [True, False]
    assert [str(part) for part in shown.where] == ["Talo, Katu 1, Malmi"]
    assert shown.when == "Today at 14:00–16:00"


def test_street_of_a_family_centre_is_left_out(card):
    house = place("malmi", name_fi="Perhekeskus", street_address="Katu 1", is_family_centre=True)

    assert [str(part) for part in card(ServiceFactory(), session=meeting(house)).where] == [
        "Perhekeskus, Malmi"
    ]


def test_hidden_address_tells_nothing_of_where_it_is(card):
    house = place("malmi", name_fi="Turvakoti", street_address="Salakatu 1", is_address_hidden=True)

    where = card(ServiceFactory(), session=meeting(house)).where

    assert [str(part) for part in where] == ["the address is secret"]


def test_listing_by_phone_shows_its_number_and_one_on_site_does_not(card):
    service = ServiceFactory(channels=["phone"])
    ServicePhone.objects.create(service=service, number="09 000 1000")

    assert card(service).phone == "09 000 1000"
    assert card(service, session=meeting(place("malmi"))).phone == ""


@pytest.mark.parametrize(("hours", "is_open"), [(-1, True), (0, True), (1, False), (-2, False)])
def test_open_now_is_from_the_first_minute_to_before_the_last(card, hours, is_open):
    assert card(ServiceFactory(), session=meeting(hours=hours)).is_open is is_open


def test_listing_without_a_place_says_how_one_meets(card):
    assert [str(part) for part in card(ServiceFactory(channels=["online", "phone"])).where] == [
        "Online, By phone"
    ]


@pytest.mark.parametrize(
    ("ages", "words"),
    [((), ""), ((3,), "Suits the child of 3 years"), ((3, 9), "Suits the children of 3, 9 years")],
)
def test_suited_children_are_named_by_their_ages(card, ages, words):
    assert card(ServiceFactory(maximum_age=12), suited_ages=ages).suits == words


def test_listing_that_tells_no_ages_is_not_said_to_suit_a_child(card):
    assert card(ServiceFactory(), suited_ages=(3,)).suits == ""


@pytest.mark.parametrize(
    ("begins", "ends", "words"),
    [
        (0, 3, ["Closed, back on 15 March 2026"]),
        (-3, 0, ["Closed, back on 12 March 2026"]),
        (-3, None, ["Closed for now"]),
        (1, 3, []),
        (-3, -1, []),
        (None, None, []),
    ],
)
def test_listing_that_is_closed_today_says_until_when(card, begins, ends, words):
    days = [None if days is None else TODAY + days * DAY for days in (begins, ends)]
    service = ServiceFactory(name_en="Café", closed_from=days[0], closed_until=days[1])

    assert [mark.words for mark in card(service).marks] == words


def test_marks_tell_of_language_capacity_and_age_of_the_listing(card):
    service = ServiceFactory()
    ServiceCapacity.objects.create(service=service, status="queue", until=TODAY)
    Assurance.objects.create(service=service, assured_date=TODAY - 200 * DAY)

    words = [mark.words for mark in card(service).marks]

    assert words == ["Language of the text: Finnish", "There is a queue", "Not confirmed for 6 months"]


def test_fresh_listing_in_the_readers_language_has_no_mark(card):
    service = ServiceFactory()
    ServiceCapacity.objects.create(service=service, status="open", until=TODAY)
    Assurance.objects.create(service=service, assured_date=TODAY)

    assert card(service, "fi").marks == ()


def test_cards_keep_the_order_that_was_asked_for_and_leave_out_what_is_not_public(now):
    first, second, draft = ServiceFactory(), ServiceFactory(), ServiceFactory(live=False)

    cards = build_cards({pk: Chosen() for pk in (second.pk, draft.pk, first.pk)}, datetime.now().astimezone())

    assert [card.pk for card in cards] == [second.pk, first.pk]


def test_twenty_cards_take_as_many_queries_as_one(now, django_assert_num_queries):
    house = place("malmi")
    services = [ServiceFactory() for _ in range(20)]
    chosen = {service.pk: Chosen(session=meeting(house)) for service in services}
    build_cards(chosen, datetime.now().astimezone())

    with django_assert_num_queries(5):
        build_cards(chosen, datetime.now().astimezone())


def test_row_of_a_loaded_listing_is_the_row_from_the_database():
    service = ServiceFactory(languages=["so"], name_so="Koox", minimum_age=3, channels=["phone"])
    topic_and_group(service)
    TranslationState.objects.create(service=service, language_code="so", state="machine")
    ServiceCapacity.objects.create(service=service, status="full", until=TODAY)
    Assurance.objects.create(service=service, assured_date=TODAY)

    with translation.override("so"):
        assert row_of(Service.objects.get(pk=service.pk)) == card_rows([service.pk])[service.pk]
