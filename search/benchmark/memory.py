"""What is in the memory of a process: see proc(5). Linux only."""

import gc
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

#: Written to `clear_refs`: the peak is from now on
FORGET_PEAK = "5"


def held(process: int) -> Mapping[str, float]:
    """Megabytes in memory, and the same with its part alone of what it shares."""
    kilobytes = _kilobytes(Path(f"/proc/{process}/smaps_rollup"))
    return {name: round(kilobytes[name.title()] / 1024, 1) for name in ("rss", "pss")}


@contextmanager
def grown() -> Iterator[dict[str, float]]:
    """How many megabytes more than before this process has at the peak, when it is over; empty elsewhere."""
    found: dict[str, float] = {}
    status, forget = Path("/proc/self/status"), Path("/proc/self/clear_refs")
    if not forget.exists():
        yield found
        return
    gc.collect()
    forget.write_text(FORGET_PEAK)
    before = _kilobytes(status)["VmRSS"]
    yield found
    found["grows_by_mb"] = round((_kilobytes(status)["VmHWM"] - before) / 1024, 1)


def _kilobytes(file: Path) -> Mapping[str, int]:
    lines = (line.split() for line in file.read_text(encoding="utf-8").splitlines() if line.endswith(" kB"))
    return {name.rstrip(":"): int(value) for name, value, _unit in lines}
