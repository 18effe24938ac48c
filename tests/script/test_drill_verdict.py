"""The verdict of the fault drill: what counts as wrong, what was only just changed, what faults it takes."""

from dataclasses import replace

import pytest

from drill_ending import Ending
from drill_readers import Answer, Change
from drill_verdict import judge

PUBLIC = Change("kerho", True, before=0.0, after=0.1)
WITHDRAWN = Change("kerho", False, before=10.0, after=10.1)
OVER = Ending(is_caught_up=True, is_back=True, from_reserve=120)
FAULTS = {"hung": 2, "filled up": 1, "died": 1}


def answered(at: float, *listings: str, status: int = 200) -> Answer:
    return Answer(at, at + 0.1, status, frozenset(listings))


def verdict(
    *answers: Answer,
    lost: str = "",
    faults: dict[str, int] = FAULTS,
    ended_of: str = "",
    ending: Ending = OVER,
):
    return judge(
        answers,
        [PUBLIC, WITHDRAWN],
        lost=lost,
        faults=faults,
        ended_of=ended_of,
        ending=ending,
    )


@pytest.mark.parametrize(
    ("answer", "wrong"),
    [
        (answered(5, "kerho"), 0),
        (answered(5), 1),
        (answered(0.5), 0),
        (answered(9.95, "kerho"), 0),
        (answered(10.9, "kerho"), 0),
        (answered(11.2, "kerho"), 1),
        (answered(11.2), 0),
    ],
)
def test_answer_is_wrong_when_a_change_was_not_seen_for_a_second(answer, wrong):
    assert len(verdict(answer).wrong) == wrong


def test_drill_is_passed_only_without_errors_wrong_answers_and_lost_changes():
    good = answered(5, "kerho")

    assert verdict(good).is_passed
    assert verdict(good).line() == (
        "errors 0, wrong answers 0, lost changes 0; hung 2, filled up 1, died 1; "
        "from the reserve 120, then Elasticsearch again: passed"
    )
    assert not verdict(good, answered(5, status=503)).is_passed
    assert not verdict(good, answered(6)).is_passed
    lost = verdict(good, lost="embedded: 1 missing")
    assert not lost.is_passed
    assert "1 missing" in lost.table()


@pytest.mark.parametrize("missing", FAULTS)
def test_drill_that_did_not_meet_every_fault_is_not_passed(missing):
    short = verdict(answered(5, "kerho"), faults=FAULTS | {missing: 0})

    assert not short.is_passed
    assert f"{missing} 0" in short.line()
    assert short.line().endswith(": failed")
    assert "too short" in short.table()


def test_drill_whose_faults_ended_before_its_readers_is_not_passed():
    ended = verdict(answered(5, "kerho"), ended_of="SetupError: Elasticsearch does not start")

    assert not ended.is_passed
    assert "the faults ended before their time: SetupError: Elasticsearch does not start" in ended.table()


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"is_caught_up": False}, "did not get every change in time"),
        ({"is_back": False}, "did not turn back to Elasticsearch"),
    ],
)
def test_drill_after_which_not_all_is_as_before_is_not_passed(changed, told):
    ended = verdict(answered(5, "kerho"), ending=replace(OVER, **changed))

    assert not ended.is_passed
    assert ended.line().endswith("then not all as before: failed")
    assert told in ended.table()


def test_wrong_answers_are_told_one_by_one():
    told = verdict(answered(4, "kerho"), answered(5), answered(12.5, "kerho")).table()

    assert "after 1.0 s lacks kerho, changed 4.90 s before" in told
    assert "after 8.5 s shows kerho, changed 2.40 s before" in told


def test_how_late_a_change_was_seen_is_said():
    assert verdict(answered(12.5, "kerho")).seen_within == 3
    assert verdict(answered(10.9)).seen_within == 0.25
