"""Which listings are likely the same thing, and how few of them are compared."""

import pytest

from desk.duplicates.blocking import keys, pairs
from desk.duplicates.cards import SKETCH, Card
from desk.duplicates.finding import likely_partners
from desk.duplicates.likeness import likeness, name_likeness, text_likeness
from desk.duplicates.measuring_partners import measure, plant
from desk.duplicates.organizations import alike

SAME = {
    "names": {"fi": ("perhekahvila", "lumme")},
    "ways": frozenset({"tel:+35893101000"}),
    "places": frozenset({1}),
    "sketch": tuple(range(1, SKETCH + 1)),
    "languages": frozenset({"fi"}),
}


def card(pk: int = 2, **fields) -> Card:
    return Card(**({"pk": pk, "organization": 1} | SAME | fields))


def name(*words: str) -> dict:
    return {"names": {"fi": words}}


@pytest.mark.parametrize(
    "other",
    [
        {},
        {"organization": 9},
        {"ways": frozenset(), "sketch": ()},
        name("lumme", "perhekahvila"),
        name("perhekahvila", "lumma"),
        {"places": frozenset()},
        {"names": {"fi": ("perhekahvila", "lumme"), "so": ("maqaayad",)}},
    ],
)
def test_likely_the_same(other):
    assert likeness(card(1), card(**other)).is_likely


@pytest.mark.parametrize(
    "other",
    [
        name("perhekahvila", "lumme", "2"),
        {"ages": (7, 12)},
        {"languages": frozenset({"so"})},
        {"places": frozenset({2})},
        name("velkaneuvonta") | {"sketch": tuple(range(100, 120))},
        {"names": {"so": ("maqaayad",)}, "sketch": ()},
    ],
)
def test_told_apart_by_one_thing(other):
    first = card(1, ages=(0, 6)) if "ages" in other else card(1)

    assert not likeness(first, card(**other)).is_likely


def test_likeness_is_the_same_from_both_sides_and_between_nothing_and_all():
    a, b = card(1), card(**name("perhekahvilat", "lumpeella"), sketch=tuple(range(10, 40))[:SKETCH])

    assert likeness(a, b) == likeness(b, a)
    assert 0 < name_likeness(a, b) < 1
    assert 0 < text_likeness(a, b) < 1


def test_what_shares_nothing_rare_is_never_compared():
    strangers = [
        Card(pk=number, organization=number, names={"fi": (f"palvelu{number}",)}, places=frozenset({number}))
        for number in range(200)
    ]

    assert list(pairs(strangers, keys)) == []


def test_pair_is_compared_once_the_older_first():
    assert [(a.pk, b.pk) for a, b in pairs([card(7), card(3)], keys)] == [(3, 7)]


def test_comparisons_grow_with_the_listings_and_not_with_their_square():
    """All have one switchboard, one place and one word of the name: the worst that a city can do."""

    def compared(number: int) -> int:
        ways, places = frozenset({"tel:1"}), frozenset({1})
        cards = [
            Card(number, 1, {"fi": ("kerho", f"ryhmä{number % 7}")}, ways, places) for number in range(number)
        ]
        return sum(1 for _ in pairs(cards, keys))

    assert compared(2_000) < 2.5 * compared(1_000)


@pytest.mark.django_db
def test_marked_pairs_of_organisations_are_found_and_near_ones_are_not():
    """The figures stand in docs/decisions/0023."""
    marked = plant()

    found = measure(marked)

    assert found["seen"]["precision"] >= 0.95
    assert found["seen"]["recall"] >= 0.86
    assert found["others"] == []


@pytest.mark.django_db
def test_one_organisation_is_compared_as_all_of_them_are():
    marked = [pk for pair in plant() for pk in (pair.one, pair.other)]

    one_by_one = {tuple(sorted((pk, other))) for pk in marked for other in alike(pk)}

    assert one_by_one == {(a.pk, b.pk) for a, b, _shared in likely_partners()}
