"""What readers saw beside what was so."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from drill_ending import Ending
from drill_readers import Answer, Change

#: Seconds after which a change has to be seen
SEEN_WITHIN = 1.0
#: What is tried to tell how late a late change was
WITHIN = (0.25, 0.5, 0.75, 1, 1.5, 2, 3, 5, 8, 13, 21, 34)
#: Wrong answers that are told one by one
MOST_TOLD = 20


@dataclass(frozen=True)
class Verdict:
    requests: int
    changes: int
    errors: int
    wrong: tuple[str, ...]
    times: tuple[float, ...]
    slowest_change: float
    seen_within: float
    lost: str
    faults: Mapping[str, int]
    ended_of: str
    ending: Ending

    @property
    def is_passed(self) -> bool:
        return not (self.errors or self.wrong or self.lost) and self.met_all_faults and self.is_over

    @property
    def is_over(self) -> bool:
        """Whether all is as it was before the faults."""
        return self.ending.is_caught_up and self.ending.is_back

    @property
    def met_all_faults(self) -> bool:
        return all(self.faults.values()) and not self.ended_of

    def table(self) -> str:
        shares = " ".join(
            f"p{share} {_share(self.times, share) * 1000:.0f} ms" for share in (50, 95, 99, 100)
        )
        lines = [
            f"{self.requests} requests, {self.changes} changes of at most {self.slowest_change:.2f} s",
            shares,
            f"what changed was seen everywhere after {self.seen_within:g} s at most",
        ]
        lines += self.wrong[:MOST_TOLD]
        if self.ended_of:
            lines.append(f"the faults ended before their time: {self.ended_of}")
        elif not self.met_all_faults:
            lines.append("too short: not every fault was there once, so nothing is known of it")
        if not self.ending.is_caught_up:
            lines.append("the indexes did not get every change in time after the last fault")
        if not self.ending.is_back:
            lines.append("readers did not turn back to Elasticsearch after the last fault")
        return "\n".join([*lines, self.lost] if self.lost else lines)

    def line(self) -> str:
        lost = "some (see above)" if self.lost else "0"
        faults = ", ".join(f"{name} {number}" for name, number in self.faults.items())
        outcome = "passed" if self.is_passed else "failed"
        reserve = f"from the reserve {self.ending.from_reserve}"
        back = "then Elasticsearch again" if self.is_over else "then not all as before"
        return (
            f"errors {self.errors}, wrong answers {len(self.wrong)}, lost changes {lost}; {faults}; "
            f"{reserve}, {back}: {outcome}"
        )


def judge(
    answers: Sequence[Answer],
    changes: Sequence[Change],
    *,
    lost: str,
    faults: Mapping[str, int],
    ended_of: str,
    ending: Ending,
) -> Verdict:
    """lost: what is said of changes that an index lacks, if any. faults: how often there was each.

    ended_of: the error that ended them before their time, if any.
    """
    histories: dict[str, list[Change]] = {}
    for change in changes:
        histories.setdefault(change.slug, []).append(change)
    good = [each for each in answers if each.status == 200]
    return Verdict(
        requests=len(answers),
        changes=len(changes),
        errors=len(answers) - len(good),
        wrong=_wrong(good, histories, SEEN_WITHIN),
        times=tuple(sorted(each.answered_at - each.asked_at for each in answers)),
        slowest_change=max((each.after - each.before for each in changes), default=0),
        seen_within=next((each for each in WITHIN if not _wrong(good, histories, each)), math.inf),
        lost=lost,
        faults=faults,
        ended_of=ended_of,
        ending=ending,
    )


def _wrong(answers: Sequence[Answer], histories: dict[str, list[Change]], within: float) -> tuple[str, ...]:
    """A line for each answer that lacks a listing that had long been public, or has one that had not."""
    first = min((each.asked_at for each in answers), default=0)
    found = ((each, _wrong_listing(each, histories, within)) for each in answers if each.listings is not None)
    return tuple(
        f"after {answer.asked_at - first:.1f} s {'shows' if slug in answer.listings else 'lacks'} {slug}, "
        f"changed {answer.asked_at - _last_change(histories[slug], answer).after:.2f} s before"
        for answer, slug in found
        if slug
    )


def _last_change(history: Sequence[Change], answer: Answer) -> Change:
    return [each for each in history if each.after <= answer.asked_at][-1]


def _wrong_listing(answer: Answer, histories: dict[str, list[Change]], within: float) -> str:
    """The first of its wrong ones, or empty."""
    for slug, history in histories.items():
        is_public = _was_public(history, answer, within)
        if is_public is not None and is_public != (slug in answer.listings):
            return slug
    return ""


def _was_public(history: Sequence[Change], answer: Answer, within: float) -> bool | None:
    """What was so for as long as it has to take until it is seen; None where it changed meanwhile."""
    since = answer.asked_at - within
    if any(each.after > since and each.before < answer.answered_at for each in history):
        return None
    known = [each for each in history if each.after <= since]
    return known[-1].is_public if known else None


def _share(times: Sequence[float], share: int) -> float:
    return times[math.ceil(len(times) * share / 100) - 1] if times else 0.0
