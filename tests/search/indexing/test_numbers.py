"""Ranges of numbers: whatever is done with them, they hold what a set would."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.indexing.numbers import Numbers

SETS = st.frozensets(st.integers(1, 20))


def test_numbers_that_follow_each_other_are_one_range():
    assert Numbers.of([7, 3, 4, 5, 3]).ranges == ((3, 5), (7, 7))


@pytest.mark.parametrize("ranges", [[(1, 9), (3, 4)], [(3, 9), (1, 2)], [(1, 4), (4, 9)]])
def test_ranges_that_meet_are_one(ranges):
    assert Numbers.of_ranges(ranges).ranges == ((1, 9),)


def test_gaps_are_what_is_missing_in_between():
    assert Numbers.of([2, 5, 6, 8]).gaps() == [(3, 4), (7, 7)]
    assert Numbers().gaps() == []


@given(SETS, SETS)
def test_they_are_put_together_and_compared_as_sets_are(some, others):
    numbers, other_numbers = Numbers.of(some), Numbers.of(others)

    assert numbers | other_numbers == Numbers.of(some | others)
    assert numbers - other_numbers == Numbers.of(some - others)
    assert (numbers >= other_numbers) == (some >= others)


@given(SETS, st.integers(0, 21))
def test_they_say_what_is_among_them(some, number):
    numbers = Numbers.of(some)

    assert (number in numbers, len(numbers)) == (number in some, len(some))
    assert (numbers.first, numbers.last) == (min(some, default=None), max(some, default=None))
    assert numbers.above(number) == Numbers.of(each for each in some if each > number)
    assert numbers.below(number) == Numbers.of(each for each in some if each < number)
