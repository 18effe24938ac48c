"""Spoken languages to choose from: those of listings, the reader's own first."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import get_language

from directory.reading import wording


@dataclass(frozen=True)
class SpokenChoice:
    code: str
    name: str


def spoken_choices(facets: Mapping[str, Mapping[str, int]]) -> list[SpokenChoice]:
    counts, own = facets.get("spoken", {}), get_language()
    ordered = sorted(counts, key=lambda code: (code != own, -counts[code], code))
    return [SpokenChoice(code, wording.language_name(code)) for code in ordered]
