"""A run of the link checker: several websites side by side, each asked for one link at a time."""

import queue
import threading
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from urllib.parse import urlsplit

from django.utils import timezone

from desk.links.asking import Answer, Rules, ask
from desk.links.links import due
from desk.links.manners import Manners
from desk.models import LinkCheck

BATCH = 200
#: Seconds after which the time is looked at
WAIT = 0.5
#: Of so many websites that were well before, half have to answer, or it is our own network that is away
FEWEST_TO_JUDGE = 5
COLUMNS = ("checked_at", "reason", "failed_days", "failed_date")


@dataclass(frozen=True)
class Limits:
    """Of one run."""

    links: int
    seconds: float = 3_600
    of_a_website: int = 200
    side_by_side: int = 6
    pause: float = 2


@dataclass
class Report:
    checked: int = 0
    failed: int = 0
    left: int = 0
    is_cut_off: bool = False


def run(limits: Limits, rules: Rules, now: datetime | None = None) -> Report:
    """Ask what is due and write down how it went.

    Failures are written at the end: where most websites seem to be away, it is this machine that is, and none
    of them counts.
    """
    moment = now or timezone.now()
    found = due(moment)
    checks = list(found[: limits.links])
    report, failures, done = Report(), [], []
    for check, answer in _asked(checks, limits, rules):
        report.checked += 1
        (failures if answer.reason else done).append((check, answer))
        if len(done) == BATCH:
            _write(done, moment)
            done = []
    report.is_cut_off = _is_cut_off(failures, checks)
    _write(done if report.is_cut_off else done + failures, moment)
    report.failed = len(failures)
    report.left = max(0, due(moment).count() - (len(failures) if report.is_cut_off else 0))
    return report


def _asked(checks: list[LinkCheck], limits: Limits, rules: Rules) -> Iterator[tuple[LinkCheck, Answer]]:
    """Links with their answers, as these come; what the time does not allow is left for another day."""
    answers: queue.SimpleQueue = queue.SimpleQueue()
    until, is_over = time.monotonic() + limits.seconds, threading.Event()
    polite = replace(rules, turn=Manners(limits.pause).turn)
    with ThreadPoolExecutor(limits.side_by_side) as pool:
        waiting = [
            pool.submit(_ask_website, some[: limits.of_a_website], polite, answers, is_over)
            for some in _by_website(checks).values()
        ]
        is_done = False
        while not is_done or not answers.empty():
            if time.monotonic() > until:
                is_over.set()
            # Before the look at what came: a thread answers, and then it is done
            is_done = all(each.done() for each in waiting)
            with suppress(queue.Empty):
                yield answers.get(timeout=0 if is_done else WAIT)


def _ask_website(
    checks: list[LinkCheck], rules: Rules, answers: queue.SimpleQueue, is_over: threading.Event
) -> None:
    for check in checks:
        if is_over.is_set():
            return
        answer = ask(check.url, rules)
        if answer.wants_rest:
            return
        answers.put((check, answer))


def _by_website(checks: list[LinkCheck]) -> dict[str, list[LinkCheck]]:
    found = defaultdict(list)
    for check in checks:
        found[_website(check)].append(check)
    return found


def _website(check: LinkCheck) -> str:
    try:
        return urlsplit(check.url).hostname or ""
    except ValueError:
        return ""


def _is_cut_off(failures: list[tuple[LinkCheck, Answer]], checks: list[LinkCheck]) -> bool:
    tried = {_website(check) for check in checks if not check.failed_days}
    away = Counter(
        _website(check) for check, answer in failures if not check.failed_days and not answer.status
    )
    return len(tried) >= FEWEST_TO_JUDGE and len(away) * 2 > len(tried)


def _write(answers: list[tuple[LinkCheck, Answer]], now: datetime) -> None:
    today = timezone.localdate(now)
    for check, answer in answers:
        check.checked_at, check.reason = now, answer.reason or ""
        if answer.reason is None:
            check.failed_days, check.failed_date = 0, None
        elif check.failed_date != today:
            check.failed_days, check.failed_date = check.failed_days + 1, today
    LinkCheck.objects.bulk_update([check for check, _answer in answers], COLUMNS, batch_size=BATCH)
