"""Answers kept for a while in each process: what many pages ask and few changes alter."""

import time
from collections.abc import Callable, Hashable
from functools import wraps

_kept: dict[tuple, tuple[object, float]] = {}


def kept_for(*, minutes: int) -> Callable[[Callable], Callable]:
    """Keep what a function answers to each of its arguments: a change is seen when the time is over."""

    def decorate(ask: Callable) -> Callable:
        @wraps(ask)
        def answer(*arguments: Hashable):
            key = (ask, *arguments)
            value, kept_until = _kept.get(key, (None, 0))
            if kept_until < time.monotonic():
                value = ask(*arguments)
                _kept[key] = value, time.monotonic() + minutes * 60
            return value

        return answer

    return decorate


def forget_everything() -> None:
    """Ask again at the next request of this process."""
    _kept.clear()
