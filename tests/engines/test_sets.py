"""Sets of listings and of their templates, beside the same done with Python's own sets."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.engines.bits import count, to_bits, to_flags
from search.engines.postings import ListingPostings, TemplatePostings
from search.engines.rows import Tags
from search.engines.slots import Slots

#: How many templates each listing has: none, some, and one that has many
SIZES = st.lists(st.sampled_from((0, 1, 2, 3, 70)), max_size=200)
NOTHING = 10_000


def slots_of(sizes: list[int]) -> tuple[Slots, np.ndarray]:
    """Slots, and the row of each template."""
    begins = np.concatenate([[0], np.cumsum(sizes)]).astype(np.int32)
    return Slots(begins), np.repeat(np.arange(len(sizes)), np.array(sizes, int))


@given(st.lists(st.booleans(), max_size=200))
def test_a_set_holds_what_was_put_into_it(flags):
    bits = to_bits(np.array(flags, bool))

    assert to_flags(bits, len(flags)).tolist() == flags
    assert count(bits) == sum(flags)


@given(SIZES, st.randoms(use_true_random=False))
def test_listings_have_what_one_of_their_templates_has(sizes, chance):
    slots, rows = slots_of(sizes)
    first, second = (np.array([chance.random() < 0.4 for _ in rows], bool) for _ in range(2))

    met = slots.sets(first) & slots.sets(second)

    assert slots.flags(met).tolist() == (first & second).tolist()
    assert [slots.have(met, template) for template in range(len(rows))] == (first & second).tolist()
    found = to_flags(slots.listings(met), len(sizes))
    assert np.flatnonzero(found).tolist() == sorted(set(rows[first & second].tolist()))


@given(SIZES, st.randoms(use_true_random=False))
def test_the_smallest_value_of_a_listing_is_that_of_its_templates_in_a_set(sizes, chance):
    slots, rows = slots_of(sizes)
    flags = np.array([chance.random() < 0.5 for _ in rows], bool)
    values = np.array([chance.randrange(1000) for _ in rows], np.int32)

    smallest = slots.smallest(values, slots.sets(flags), NOTHING)

    assert smallest.tolist() == [
        min(values[(rows == row) & flags].tolist(), default=NOTHING) for row in range(len(sizes))
    ]


@pytest.mark.parametrize("share", [0.01, 0.9], ids=["few owners", "many owners"])
@given(sizes=SIZES, chance=st.randoms(use_true_random=False))
def test_each_listing_is_counted_once_for_each_value(share, sizes, chance):
    slots, rows = slots_of(sizes)
    tags = Tags()
    numbers = [tags.numbers["spoken", value] for value in ("fi", "so")]
    owners = np.array([t for t in range(len(rows)) for _ in numbers], np.int32)
    given_to = np.array([chance.choice(numbers) for _ in owners], np.int32)
    postings = TemplatePostings(owners, given_to, tags, slots, len(rows))
    among = np.array([chance.random() < share for _ in rows], bool)

    counted = postings.counts(slots.sets(among), {}).get("spoken", {})

    for value, number in zip(("fi", "so"), numbers, strict=True):
        having = {int(rows[t]) for t, n in zip(owners, given_to, strict=True) if n == number and among[t]}
        assert counted.get(value, 0) == len(having)


def test_a_facet_may_be_counted_by_others_than_the_rest():
    tags = Tags()
    numbers = np.array([tags.numbers[tag] for tag in (("theme", "a"), ("topic", "b"))], np.int32)
    postings = ListingPostings(np.array([0, 1], np.int32), numbers, tags, size=2)
    first, second = to_bits(np.array([True, False])), to_bits(np.array([False, True]))

    counted = postings.counts(first, {"topic": second})

    assert counted == {"theme": {"a": 1}, "topic": {"b": 1}}
