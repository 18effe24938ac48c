import pytest

from search.evaluation.figures import Shares, figures_of, rank_of_right

GRADES = {"right": 3, "near": 1}


@pytest.mark.parametrize(
    ("ids", "rank"), [(["right"], 1), (["near", "other", "right"], 3), (["near"], None), ([], None)]
)
def test_a_right_listing_is_one_of_the_best_grade(ids, rank):
    assert rank_of_right(ids, GRADES) == rank


def test_figures_are_averages_over_queries():
    figures = figures_of([(["right", "near"], GRADES), (["near", "x", "right"], GRADES), (["x"], GRADES)])

    assert figures.queries == 3
    assert figures.success_1 == pytest.approx(1 / 3)
    assert figures.success_5 == pytest.approx(2 / 3)
    assert figures.mrr == pytest.approx((1 + 1 / 3) / 3)
    # 7 and 1 are the gains of the grades, 1 and log2(3) and 2 the discounts of the first three places
    ideal = 7 + 1 / 1.58496
    assert figures.ndcg_10 == pytest.approx((1 + (1 + 7 / 2) / ideal) / 3, abs=1e-4)


def test_sixth_place_is_no_success():
    assert figures_of([(["a", "b", "c", "d", "e", "right"], GRADES)]).success_5 == 0


def test_shares_are_averages_over_the_listings_that_have_any():
    figures = figures_of([(["right"], GRADES)] * 3, [Shares(1, 0, 0), Shares(0.5, 0.3, 0.2)])

    assert figures.shares == pytest.approx((0.75, 0.15, 0.1))
    assert figures_of([(["x"], GRADES)]).shares == (0, 0, 0)
