"""Measuring everything that the page about search says."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from search.checks import CHANNELS
from search.evaluation.document import Measured, document
from search.evaluation.figures import FIRST, rank_of_right
from search.evaluation.misses import Missed, worst, worst_of_languages
from search.evaluation.report import Report
from search.evaluation.running import Answered
from search.evaluation.sets import JudgementSet, read_intents, read_set
from search.evaluation.striking import nearest_topics, topics_of_right
from search.evaluation.trial import Trial

REPORTED, TUNED = "report", "tune"
MOST_MISSES, MOST_OF_LANGUAGE = 15, 10


@dataclass(frozen=True)
class Halves:
    """A judgement set as the page needs it: the half that is reported, and the one search is tuned on."""

    name: str
    reported: JudgementSet
    tuned: JudgementSet
    intents: Mapping[str, str]

    @property
    def doubts(self) -> Sequence[str]:
        return self.reported.doubts


def read_halves(folder: Path, sample: int) -> Halves:
    """Read a folder, at most so many queries of each half. Raises UnreadableSet."""
    reported, tuned = (read_set(folder, half=half, sample=sample) for half in (REPORTED, TUNED))
    return Halves(folder.name, reported, tuned, read_intents(folder))


def written(
    trial: Trial,
    sets: Sequence[Halves],
    *,
    bury: int,
    tell: Callable[[str], object] = lambda _text: None,
) -> str:
    """Measure these sets; returns the page."""
    measured = []
    for each in sets:
        tell(f"{each.name}: its listings")
        measured.append(_measured(trial, each, tell))
    for halves, each in zip(sets, measured, strict=True) if bury else ():
        tell(f"{halves.name}: among {bury} more")
        trial.put(halves.reported.listings, bury=bury)
        each.buried = _report(trial, halves.reported)
    return document(measured, bury=bury)


def _measured(trial: Trial, halves: Halves, tell: Callable[[str], object]) -> Measured:
    judged, tuned = halves.reported, halves.tuned
    trial.put(judged.listings)
    answers, topics = trial.ask(tuned.queries), nearest_topics(trial.known)
    missed = worst_of_languages(answers, tuned.judgements, topics, MOST_OF_LANGUAGE)
    measured = Measured(
        name=halves.name,
        listings={row["id"]: row for row in judged.listings},
        intents=halves.intents,
        report=trial.report(judged, trial.ask(judged.queries)),
        topics=trial.topic_names(),
        misses=worst(answers, tuned.judgements, MOST_MISSES),
    )
    tell(f"{halves.name}: the topic struck out")
    struck = topics_of_right(judged, trial.known)
    measured.struck = Report(trial.ask(judged.queries, struck=struck), judged.judgements)
    # Without the model its vectors go: that way comes last
    for channel in reversed(CHANNELS):
        tell(f"{halves.name}: without {channel}")
        with trial.without(channel):
            measured.without[channel] = _report(trial, judged)
            missed = _asked_without(channel, trial, missed, tuned)
    measured.missed = missed
    return measured


def _asked_without(channel: str, trial: Trial, missed: Sequence[Missed], tuned: JudgementSet) -> list[Missed]:
    """These misses, and whether this is a way of finding without which they would be none."""
    answers = trial.ask([each.answered.asked for each in missed])
    return [
        replace(each, found_without=(*each.found_without, channel)) if _is_among_five(answer, tuned) else each
        for each, answer in zip(missed, answers, strict=True)
    ]


def _is_among_five(answer: Answered, judged: JudgementSet) -> bool:
    rank = rank_of_right(answer.ids, judged.judgements[answer.asked.qid])
    return rank is not None and rank <= FIRST


def _report(trial: Trial, judged: JudgementSet) -> Report:
    return Report(trial.ask(judged.queries), judged.judgements)
