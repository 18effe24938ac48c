"""Measuring everything that the page about search says."""

from collections.abc import Callable, Sequence
from dataclasses import replace
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


def written(
    trial: Trial,
    folders: Sequence[Path],
    *,
    bury: int,
    sample: int,
    tell: Callable[[str], object] = lambda _text: None,
) -> str:
    """Measure the sets in these folders, or so many queries of each half; returns the page."""
    sets = []
    for folder in folders:
        tell(f"{folder.name}: its listings")
        sets.append(_measured(trial, folder, sample, tell))
    for folder, each in zip(folders, sets, strict=True) if bury else ():
        tell(f"{folder.name}: among {bury} more")
        judged = read_set(folder, half=REPORTED, sample=sample)
        trial.put(judged.listings, bury=bury)
        each.buried = _report(trial, judged)
    return document(sets, bury=bury)


def _measured(trial: Trial, folder: Path, sample: int, tell: Callable[[str], object]) -> Measured:
    judged, tuned = (read_set(folder, half=half, sample=sample) for half in (REPORTED, TUNED))
    trial.put(judged.listings)
    answers, topics = trial.ask(tuned.queries), nearest_topics(trial.known)
    missed = worst_of_languages(answers, tuned.judgements, topics, MOST_OF_LANGUAGE)
    measured = Measured(
        name=folder.name,
        listings={row["id"]: row for row in judged.listings},
        intents=read_intents(folder),
        report=trial.report(judged, trial.ask(judged.queries)),
        topics=trial.topic_names(),
        misses=worst(answers, tuned.judgements, MOST_MISSES),
    )
    tell(f"{folder.name}: the topic struck out")
    struck = topics_of_right(judged, trial.known)
    measured.struck = Report(trial.ask(judged.queries, struck=struck), judged.judgements)
    # Without the model its vectors go: that way comes last
    for channel in reversed(CHANNELS):
        tell(f"{folder.name}: without {channel}")
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
