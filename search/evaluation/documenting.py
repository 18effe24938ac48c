"""Measuring everything that the page about search says."""

from collections.abc import Callable, Sequence
from pathlib import Path

from search.checks import CHANNELS
from search.evaluation.document import Measured, document
from search.evaluation.misses import worst
from search.evaluation.report import Report
from search.evaluation.sets import JudgementSet, read_intents, read_set
from search.evaluation.striking import topics_of_right
from search.evaluation.trial import Trial

REPORTED, TUNED = "report", "tune"
MOST_MISSES = 15


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
    measured = Measured(
        name=folder.name,
        listings={row["id"]: row for row in judged.listings},
        intents=read_intents(folder),
        report=_report(trial, judged),
        misses=worst(trial.ask(tuned.queries), tuned.judgements, MOST_MISSES),
    )
    tell(f"{folder.name}: the topic struck out")
    struck = topics_of_right(judged, trial.known)
    measured.struck = Report(trial.ask(judged.queries, struck=struck), judged.judgements)
    # Without the model its vectors go: that way comes last
    for channel in reversed(CHANNELS):
        tell(f"{folder.name}: without {channel}")
        with trial.without(channel):
            measured.without[channel] = _report(trial, judged)
    return measured


def _report(trial: Trial, judged: JudgementSet) -> Report:
    return Report(trial.ask(judged.queries), judged.judgements)
