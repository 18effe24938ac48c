"""Names suggested while somebody types: with slips, in other languages than the reader's, and of places."""

from datetime import timedelta

import pytest
from django.utils import timezone

from search.documents import LabelDocument, SessionTemplate
from search.querying.results import Suggestion
from tests.engines.cast import change, fill, listing


def named(number: int, **labels: str):
    """A listing with names in some languages."""
    return listing(number, label=LabelDocument("service", f"listing-{number}", labels))


def held_at(number: int, slug: str, *, last_day=None, **values):
    """A listing at a place, without a name."""
    template = SessionTemplate(location_id=1, location=slug, last_day=last_day)
    return listing(number, templates=(template,), **values)


def house(slug: str, name: str) -> LabelDocument:
    return LabelDocument("location", slug, {"fi": name})


def codes(engine, text: str, language: str = "fi") -> list[str]:
    return [each.code for each in engine.suggest(text, language)]


SLIPS = {
    "a letter left out": "perhekavila",
    "one added": "perhekaahvila",
    "another one": "perhekajvila",
    "two swapped": "perheakhvila",
    "two swapped at the beginning": "eprhekah",
    "in the first five letters": "pefhe",
    "in a word longer than those that are indexed": "monikultuurinen",
    "in one of two words": "malmin perhekavila",
    "in both": "mlamin perhekavila",
}


@pytest.mark.parametrize("typed", SLIPS.values(), ids=SLIPS)
def test_name_is_suggested_in_spite_of_a_slip(engine, typed):
    name = "Malmin monikulttuurinen perhekahvila"
    fill(engine, [named(1, fi=name), named(2, fi="Uimakoulu")])

    assert engine.suggest(typed, "fi") == [Suggestion("service", "listing-1", name, "fi")]


@pytest.mark.parametrize("typed", ["kahb", "prehekaihv", "00531", "perhe 00531"])
def test_short_words_numbers_and_two_slips_find_nothing(engine, typed):
    fill(engine, [named(1, fi="Perhekahvila 00530"), named(2, fi="Kahvila")])

    assert engine.suggest(typed, "fi") == []


def test_slips_come_after_what_is_called_so(engine):
    fill(engine, [named(1, fi="Kerhot"), named(2, fi="Leikit ja kerhokahvila")])

    assert codes(engine, "kerhok") == ["listing-2", "listing-1"]


def test_where_many_are_called_so_slips_are_left_out(engine):
    called_so = [named(number, fi=f"Kahvila {number}") for number in (1, 2, 3)]
    fill(engine, [*called_so, named(4, fi="Kahvipuu"), named(5, fi="Kahville")])

    assert codes(engine, "kahvila") == ["listing-1", "listing-2", "listing-3"]


def test_all_kinds_of_names_but_topics_are_suggested_in_spite_of_a_slip(engine):
    labels = [
        LabelDocument("theme", "theme", {"fi": "Kirjastot"}),
        LabelDocument("topic", "topic", {"fi": "Kirjasto"}),
        LabelDocument("area", "area", {"fi": "Kirjastola"}),
        LabelDocument("organization", "organization", {"fi": "Kirjastoyhdistys"}),
        house("library", "Kirjastotalo"),
    ]
    fill(engine, [named(1, fi="Kirjastokerho"), held_at(2, "library")], labels=labels)

    assert codes(engine, "kirjatso") == ["area", "listing-1", "organization", "library"]


@pytest.mark.parametrize(
    ("language", "name", "typed"),
    [
        ("ar", "مقهى العائلة", "العائ"),
        ("so", "Makhaayadda qoyska", "qoys"),
        ("ru", "Семейное кафе", "семейн"),
        ("zh-hans", "家庭咖啡馆", "咖啡"),
        ("zh-hans", "家庭咖啡馆", "庭"),
        ("vi", "Quán cà phê gia đình", "gia din"),
        ("uk", "Сімейна кав'ярня", "кавярн"),
        ("ru", "Семейное кафе", "семейоне"),
        ("ar", "مقهى العائلة", "العائللة"),
    ],
)
def test_name_in_any_language_is_suggested_on_the_site_of_another(engine, language, name, typed):
    fill(engine, [named(1, **{"fi": "Perhekahvila", language: name}), named(2, fi="Uimakoulu")])

    assert engine.suggest(typed, "fi") == [Suggestion("service", "listing-1", name, language)]


def test_names_in_other_languages_come_after_those_in_languages_that_everybody_reads(engine):
    fill(engine, [named(1, so="Kahawo"), named(2, fi="Kahvila"), named(3, tr="Kahvaltı")])

    assert codes(engine, "kah", "tr") == ["listing-3", "listing-2", "listing-1"]
    assert codes(engine, "kah", "en") == ["listing-2", "listing-1", "listing-3"]


def test_topic_is_not_suggested_by_the_beginning_of_its_name_in_a_language_apart(engine):
    topic = LabelDocument("topic", "breakfast", {"fi": "Aamiainen", "tr": "Kahvaltı"})
    fill(engine, [named(1, fi="Kahvila")], labels=[topic])

    assert codes(engine, "kahv", "fi") == ["listing-1"]
    assert codes(engine, "kahv", "tr") == ["breakfast", "listing-1"]


def test_many_topics_called_so_in_another_language_hide_no_organization(engine):
    topics = [LabelDocument("topic", f"topic-{number}", {"tr": f"Kahv {number}"}) for number in range(50)]
    fill(engine, [], labels=[*topics, LabelDocument("organization", "friends", {"tr": "Kahvaltı dostları"})])

    assert codes(engine, "kahv", "fi") == ["friends"]


def test_place_is_suggested_while_something_is_there(engine):
    fill(engine, [held_at(1, "house")], labels=[house("house", "Asukastalo"), house("empty", "Asukastupa")])

    assert engine.suggest("asuk", "fi") == [Suggestion("location", "house", "Asukastalo", "fi")]

    change(engine, removed=[1])

    assert engine.suggest("asuk", "fi") == []


@pytest.mark.parametrize(
    "values",
    [{"valid_from": 1}, {"valid_until": -1}, {"last_day": -1}],
    ids=["not yet", "over", "met before"],
)
def test_place_is_not_suggested_before_or_after_what_is_there(engine, values):
    days = {name: timezone.localdate() + timedelta(days=days) for name, days in values.items()}
    fill(engine, [held_at(1, "house", **days)], labels=[house("house", "Asukastalo")])

    assert engine.suggest("asuk", "fi") == []


def test_places_in_which_nothing_is_take_no_room(engine):
    empty = [house(f"empty-{number}", f"Asukastalo {number}") for number in range(8)]
    labels = [*empty, house("house", "Helsingin asukastalo")]
    fill(engine, [held_at(1, "house")], labels=labels)

    assert codes(engine, "asukast") == ["house"]
