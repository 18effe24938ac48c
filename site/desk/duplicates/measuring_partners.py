"""How good likely duplicates of organisations are on marked pairs, among all others that are there."""

import tomllib
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from desk.duplicates.finding import likely_partners
from directory.choices import OrganizationKind, Standing
from directory.models import Location, Organization, OrganizationPhone

PAIRS = settings.ROOT / "evaluation" / "duplicates" / "organizations.toml"


@dataclass(frozen=True)
class Pair:
    one: int
    other: int
    same: bool
    is_held_out: bool
    name: str


def plant(file: Path = PAIRS) -> list[Pair]:
    with file.open("rb") as marked:
        entries = tomllib.load(marked)["pair"]
    return [_plant(f"marked-{number}", entry) for number, entry in enumerate(entries)]


def measure(pairs: list[Pair]) -> dict:
    """Which of the marked pairs are found, and what else is: all of that is wrong, too."""
    found = {(a.pk, b.pk) for a, b, _shared in likely_partners()}
    others = found - {(pair.one, pair.other) for pair in pairs}
    return {
        "seen": _figures([pair for pair in pairs if not pair.is_held_out], found),
        "held_out": _figures([pair for pair in pairs if pair.is_held_out], found),
        "others": [" / ".join(map(str, Organization.objects.filter(pk__in=pair))) for pair in others],
    }


def _figures(pairs: list[Pair], found: set[tuple[int, int]]) -> dict:
    same = [pair for pair in pairs if pair.same]
    hits = [pair for pair in pairs if (pair.one, pair.other) in found]
    right = sum(pair.same for pair in hits)
    return {
        "same": len(same),
        "near": len(pairs) - len(same),
        "precision": round(right / len(hits), 2) if hits else None,
        "recall": round(right / len(same), 2),
        "missed": [pair.name for pair in same if pair not in hits],
        "wrong": [pair.name for pair in hits if not pair.same],
    }


def _plant(slug: str, entry: dict) -> Pair:
    one = _write(slug, entry["one"], None)
    other = _write(f"{slug}-other", entry["other"], one if entry["other"].get("parent") else None)
    name = f"{one} / {other}: {entry['why']}"
    return Pair(one.pk, other.pk, entry["same"], entry.get("held_out", False), name)


def _write(slug: str, told: dict, parent: Organization | None) -> Organization:
    names = {f"name_{code}": name for code, name in told["name"].items()}
    others = {f"alternate_name_{code}": name for code, name in told.get("alternate", {}).items()}
    organization = Organization.objects.create(
        **names,
        **others,
        slug=slug,
        kind=told.get("kind", OrganizationKind.UNREGISTERED_GROUP),
        standing=Standing.APPLIED,
        parent=parent,
        business_id=told.get("id"),
        description_fi=told.get("says", ""),
        email=told.get("email", ""),
        url=told.get("url", ""),
    )
    if "phone" in told:
        OrganizationPhone.objects.create(organization=organization, number=told["phone"])
    if "address" in told:
        Location.objects.create(
            slug=slug, organization=organization, street_address=told["address"], postal_code=told["code"]
        )
    return organization
