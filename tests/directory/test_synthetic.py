"""Synthetic listings: many, varied, and the same for the same seed."""

import json
from collections import Counter
from datetime import date

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db.models import Count

from directory.imports.removal import remove_everything_of
from directory.imports.synthetic import SOURCE, make_listings
from directory.imports.synthetic_words import SOUNDS, Lexicon
from directory.models import Organization, Schedule, Service, TaxonomyTerm
from directory.text_fields import text_fields

DAY = date(2026, 3, 11)
ALL_LANGUAGES = set(settings.MODELTRANSLATION_LANGUAGES)

pytestmark = pytest.mark.django_db


@pytest.fixture
def made(loaded_vocabulary):
    return make_listings(120, seed=1, today=DAY)


def test_figures_are_those_of_the_rows(made):
    listings = Service.objects.filter(slug__startswith="synthetic-1-")

    assert made.listings == listings.count() == 120
    assert made.sessions == Schedule.objects.count()
    assert made.languages["fi"] == listings.exclude(name_fi=None).count()
    assert 5000 < made.word_forms <= len(words_used())


def test_listings_can_be_found_by_readers(made):
    listings = Service.objects.public(DAY)

    without_topic = listings.exclude(attributes__term__taxonomy__slug="topics")
    without_place = listings.filter(service_at_locations__isnull=True)

    assert listings.count() == 120
    assert not without_topic.exists()
    assert not without_place.exists()


def test_every_listing_has_one_to_eight_kinds_of_sessions(made):
    numbers = set(
        Service.objects.annotate(schedule_count=Count("schedules")).values_list("schedule_count", flat=True)
    )

    assert numbers == set(range(1, 9))


def test_values_keep_the_rules_of_the_models(made):
    for listing in Service.objects.all()[:20]:
        listing.full_clean()
        for schedule in listing.schedules.all():
            schedule.full_clean()


def test_finnish_is_the_most_common_of_all_languages(made):
    common, *others = made.languages

    assert common == "fi"
    assert {common, *others} == ALL_LANGUAGES


def test_every_text_has_its_state(made):
    listing = Service.objects.annotate(number=Count("translation_states")).order_by("-number").first()

    states = {state.language_code: state.state for state in listing.translation_states.all()}

    assert states[listing.original_language] == "written"
    assert set(states) == {
        column.language for column in text_fields(Service) if getattr(listing, column.attname)
    }


def test_texts_hold_real_names_of_topics(made):
    listing = Service.objects.filter(original_language="fi").first()
    topic = TaxonomyTerm.objects.get(service_attributes__service=listing, service_attributes__sort_order=0)

    assert topic.name_fi in listing.name_fi
    assert listing.description_fi.startswith(topic.name_fi)


def test_the_same_seed_makes_the_same_listings(made):
    first = picture()
    remove_everything_of(SOURCE)

    make_listings(120, seed=1, today=DAY)

    assert picture() == first


def test_another_seed_makes_other_listings(made):
    first = {listing["name_fi"] for listing in picture()}

    make_listings(120, seed=2, today=DAY)

    second = {row.name_fi for row in Service.objects.filter(slug__startswith="synthetic-2-")}
    assert len(first & second) < 10


def test_a_seed_is_refused_while_its_listings_are_there(made):
    with pytest.raises(CommandError, match="--reset"):
        call_command("demo", "--listings", "5", "--seed", "1")

    assert Service.objects.count() == 120


def test_the_command_prints_figures_and_what_to_run_next(loaded_vocabulary, capsys):
    call_command("demo", "--listings", "30", "--seed", "7")

    printed = capsys.readouterr()
    assert json.loads(printed.out)["listings"] == 30
    assert "rebuild_index" in printed.err


def test_reset_removes_them_with_their_organizations(made):
    call_command("demo", "--reset")

    assert not Service.objects.exists()
    assert not Organization.objects.exists()


def test_there_are_more_than_twenty_thousand_word_forms():
    forms = [word for code in ALL_LANGUAGES for word in Lexicon(code, 1).words]

    assert SOUNDS.keys() == ALL_LANGUAGES
    assert len(set(forms)) > 20_000


def test_few_words_are_said_often_and_most_rarely(made):
    counts = Counter(
        word.strip(".").casefold()
        for listing in Service.objects.exclude(description_fi=None)
        for word in listing.description_fi.split()
    )
    ordered = [count for _word, count in counts.most_common()]

    assert ordered[0] > 20 * ordered[len(ordered) // 2]
    assert sum(count == 1 for count in ordered) > len(ordered) / 3


def picture() -> list[dict]:
    """The listings and their sessions without the numbers of their rows."""
    return [
        {
            "uuid": listing.uuid,
            "name_fi": listing.name_fi,
            **{column.attname: getattr(listing, column.attname) for column in text_fields(Service)},
            "ages": (listing.minimum_age, listing.maximum_age),
            "organization": listing.organization.slug,
            "places": [row.location.slug for row in listing.service_at_locations.all()],
            "terms": [row.term.code for row in listing.attributes.all()],
            "sessions": [(str(row), row.languages, row.entry) for row in listing.schedules.all()],
        }
        for listing in Service.objects.order_by("slug")
    ]


def words_used() -> set[str]:
    """The made-up words of all lexicons that stand in a text."""
    texts = " ".join(
        getattr(listing, column.attname) or ""
        for listing in Service.objects.all()
        for column in text_fields(Service)
    ).casefold()
    found = {word.strip(".") for word in texts.split()}
    spaced = {word for code in ALL_LANGUAGES - {"zh-hans"} for word in Lexicon(code, 1).words}
    return (found & spaced) | {word for word in Lexicon("zh-hans", 1).words if word in texts}
