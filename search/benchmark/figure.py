"""One thing that was measured."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Figure:
    """What was measured, the least that it could take, measured at the same time, and what it is to be."""

    measured: Mapping[str, float]
    floor: Mapping[str, float]
    goal: Mapping[str, float] = field(default_factory=dict)
