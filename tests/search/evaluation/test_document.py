"""The page about search: figures of one half, misses of the other; and what a change may not fall under."""

from dataclasses import replace

from search.evaluation.document import Measured, document
from search.evaluation.limits import below
from search.evaluation.misses import worst, worst_of_languages
from search.evaluation.report import Report
from search.evaluation.running import Answered
from search.evaluation.sets import Asked

LISTINGS = {name: {"name": name.title()} for name in ("swim", "chess", "choir")}


def answered(qid: str, need: str, *ids: str, language: str = "fi") -> Answered:
    return Answered(Asked(qid, language, "text", "word", need), ids)


def test_page_tells_figures_each_way_left_out_and_the_worst_needs():
    judgements = {"q1": {"swim": 3}, "q2": {"swim": 3}}
    answers = [answered("q1", "n1", "swim"), answered("q2", "n1", "chess", language="so")]
    measured = Measured(
        name="clear",
        listings=LISTINGS,
        intents={"n1": "Somebody wants to swim."},
        report=Report(answers, judgements),
        without={"topics": Report(answers[1:], judgements)},
        struck=Report(answers[1:], judgements),
        buried=Report(answers[:1], judgements),
        misses=worst(answers, judgements, 5),
    )

    page = document([measured], bury=50)

    assert "### Ways of finding left out, and listings buried" in page
    assert "| **all** | 2 | 0.500 | 0.500 | 0.500 | 0.500 |" in page
    assert "| without topics | 0.000 | 0.000 | 0.000 |" in page
    assert "| the topic of the need struck out | 0.000 | 0.000 | 0.000 |" in page
    assert "| among 50 more listings | 1.000 | 1.000 | 1.000 |" in page
    assert "| Somebody wants to swim. | 1 of 2 | Swim | not found | Chess |" in page


def test_page_tells_of_each_language_what_a_missed_query_was_taken_for():
    judgements = {"q1": {"swim": 3}, "q2": {"swim": 3}, "q3": {"swim": 3}}
    asked = Asked("q1", "so", "dabaal", "word", "n1")
    lowest = Answered(asked, ("chess",), topic=0)
    answers = [answered("q2", "n1", *"abcde", "swim", language="so"), lowest, answered("q3", "n1", "swim")]

    missed = worst_of_languages(answers, judgements, {"swim": 1}, 1)
    measured = Measured(
        name="clear",
        listings=LISTINGS,
        intents={},
        report=Report(answers, judgements),
        topics=("Chess", "Swimming"),
        missed=[replace(each, found_without=("words",)) for each in missed],
    )

    page = document([measured], bury=0)

    assert [each.answered for each in missed] == [lowest]
    assert "| so | dabaal | Swim | not found | Chess | Swimming | words |" in page
    assert "buried" not in page


def test_need_that_most_queries_miss_comes_first_and_one_that_all_find_does_not_come():
    five = ("a", "b", "c", "d", "e")
    judgements = {f"q{number}": {"swim": 3, "chess": 1} for number in range(5)}
    answers = [
        answered("q0", "found", "swim"),
        answered("q1", "half", "swim"),
        answered("q2", "half", *five, "swim"),
        answered("q3", "never", *five, "swim"),
        answered("q4", "never", *five),
    ]

    found = worst(answers, judgements, 5)

    assert [(miss.need, miss.missed, miss.asked) for miss in found] == [("never", 2, 2), ("half", 1, 2)]
    assert found[1].place == 6
    assert found[0].right == "swim"


def test_average_may_fall_by_a_hundredth_and_no_further():
    report = Report([answered("q1", "n1", "swim")], {"q1": {"swim": 3}})

    assert list(below({"clear": 1.01}, {"clear": report})) == []
    assert list(below({"clear": 1.02}, {"clear": report})) == [
        "clear: 1.000 are among the first five, 1.020 were."
    ]
    assert len(list(below({"hard": 0.5}, {"clear": report}))) == 1
