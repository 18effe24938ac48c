"""Who answers when the faults are over, by what the site itself counts."""

import re
import time
import urllib.error
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass

from drill_readers import CHECKED

FIRST, RESERVE = "elasticsearch", "embedded"
COUNTED = re.compile(r'^tarjotin_search_seconds_count\{engine="(\w+)"\} (\S+)$', re.MULTILINE)
#: Searches that are looked at together: both processes have some of them
LOOKED_AT = 20


@dataclass(frozen=True)
class Ending:
    """How it went out. `from_reserve` is how many searches the reserve answered in all of the drill."""

    is_caught_up: bool
    is_back: bool
    from_reserve: int


def look(address: str, *, is_caught_up: bool, patience: float) -> Ending:
    """Readers are back where Elasticsearch alone answers some of them in a row; that is waited for."""
    from_reserve = searches(address).get(RESERVE, 0)
    end = time.monotonic() + patience
    while not (is_back := _is_back(address)) and time.monotonic() < end:
        time.sleep(0.5)
    return Ending(is_caught_up, is_back, from_reserve)


def searches(address: str) -> Mapping[str, int]:
    """How many each engine has answered."""
    return {engine: int(float(number)) for engine, number in COUNTED.findall(_get(f"{address}/metrics"))}


def _is_back(address: str) -> bool:
    before = searches(address)
    for _ in range(LOOKED_AT):
        _get(f"{address}{CHECKED}")
    after = searches(address)
    more = {engine: after[engine] - before.get(engine, 0) for engine in after}
    return more.get(FIRST, 0) >= LOOKED_AT and not more.get(RESERVE)


def _get(address: str) -> str:
    """What it says; empty where it does not answer."""
    try:
        with urllib.request.urlopen(address, timeout=30) as answer:
            return answer.read().decode()
    except (urllib.error.URLError, OSError):
        return ""
