"""What is to be done once a day. Apps register steps; `manage.py run_daily` runs them.

A step looks for what is due and yields errands; whatever was done already is not found again, so running it
twice does no harm, and a rehearsal is the same without doing.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Errand:
    """One thing that is due: what it is, in words for the log without any person in them, and doing it."""

    words: str
    do: Callable[[], object]


Step = Callable[[datetime], Iterable[Errand]]

_steps: dict[str, Step] = {}


def register(name: str, step: Step) -> None:
    """Add a step, to be run after those that are there. Called when the apps are ready."""
    _steps[name] = step


def steps() -> dict[str, Step]:
    return dict(_steps)
