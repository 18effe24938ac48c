"""The terms of use that partners accept: off unless a deployment has some."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Terms:
    """`version` is the day since which they hold, as 2026-11-01; `url` has {language} where that differs."""

    version: str
    url: str

    @property
    def is_on(self) -> bool:
        return bool(self.version and self.url)

    @property
    def day(self) -> date | None:
        """None for a version that is no day."""
        try:
            return date.fromisoformat(self.version)
        except ValueError:
            return None

    def address(self, language: str) -> str:
        return self.url.replace("{language}", language)
