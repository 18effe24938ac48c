"""How good likely duplicates are on marked pairs, and how fast they are found among many listings."""

import resource
import time
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from desk.duplicates.cards import cards
from desk.duplicates.finding import likely
from desk.duplicates.likeness import likeness
from directory.models import Location, Organization, Service, ServiceAtLocation, ServicePhone
from directory.reading.texts import text_columns

PAIRS = settings.ROOT / "evaluation" / "duplicates" / "pairs.toml"
#: Parts of a listing that are copied with it
COPIED = ("phones", "service_at_locations", "schedules")


@dataclass(frozen=True)
class Pair:
    original: int
    planted: int
    same: bool
    name: str


def plant(file: Path = PAIRS) -> list[Pair]:
    """Write the marked pairs beside the demo, which has to be there."""
    with file.open("rb") as marked:
        return [_plant(entry) for entry in tomllib.load(marked)["pair"]]


def measure(pairs: list[Pair]) -> dict:
    """Which of the marked pairs are found, and how many others."""
    listings = Service.objects.in_force()
    found = {(a.pk, b.pk): alike.score for a, b, alike in likely(cards(listings))}
    marked = {tuple(sorted((pair.original, pair.planted))): pair for pair in pairs}
    hits = [pair for key, pair in marked.items() if key in found]
    right = sum(pair.same for pair in hits)
    planted = {pair.planted for pair in pairs}
    return {
        "same": sum(pair.same for pair in pairs),
        "near": sum(not pair.same for pair in pairs),
        "found_same": right,
        "found_near": len(hits) - right,
        "precision": round(right / len(hits), 2) if hits else None,
        "recall": round(right / sum(pair.same for pair in pairs), 2),
        "missed": [pair.name for key, pair in marked.items() if pair.same and key not in found],
        "wrong": [pair.name for pair in hits if not pair.same],
        "others_in_the_demo": [
            f"{_name(a)} / {_name(b)}" for a, b in found if not {a, b} & planted
        ],
        "scores": dict(_scores(marked)),
    }  # fmt: skip


def measure_speed() -> dict[str, float]:
    """Seconds for all public listings, pairs that were compared, and MB by which the process has grown."""
    before, started = _memory(), time.perf_counter()
    number = sum(1 for _ in likely(cards(Service.objects.in_force())))
    seconds = time.perf_counter() - started
    return {"seconds": round(seconds, 1), "found": number, "grown_mb": round(_memory() - before, 1)}


def _plant(entry: dict) -> Pair:
    original = Service.objects.prefetch_related(*COPIED).get(slug=entry["of"])
    parts = {name: list(getattr(original, name).all()) for name in COPIED}
    copy = Service.objects.get(pk=original.pk)
    copy.pk = copy.latest_revision = copy.live_revision = None
    copy.uuid, copy.slug = Service._meta.get_field("uuid").get_default(), ""
    _change(copy, entry)
    copy.save()
    for name in COPIED:
        for part in parts[name]:
            _copy_part(part, copy, entry)
    _write_parts(copy, entry)
    return Pair(original.pk, copy.pk, entry["same"], f"{original} / {copy}: {entry['why']}")


def _change(copy: Service, entry: dict) -> None:
    if "name" in entry:
        _blank(copy, "name")
        copy.name_fi = entry["name"]
    if "text" in entry:
        _blank(copy, "summary", "description")
        copy.description_fi = entry["text"]
    if "organization" in entry:
        copy.organization = Organization.objects.get(slug=entry["organization"])
    if "ages" in entry:
        copy.minimum_age, copy.maximum_age = entry["ages"] or (None, None)
    copy.languages = entry.get("languages", copy.languages)


def _blank(copy: Service, *names: str) -> None:
    for column in text_columns(*names):
        setattr(copy, column, "")


def _copy_part(part, copy: Service, entry: dict) -> None:
    if isinstance(part, ServicePhone):
        is_left_out = "phone" in entry
    elif isinstance(part, ServiceAtLocation):
        is_left_out = "places" in entry
    else:
        is_left_out = "places" in entry or not entry.get("times", True)
    if not is_left_out:
        part.pk, part.service = None, copy
        part.save()


def _write_parts(copy: Service, entry: dict) -> None:
    if entry.get("phone"):
        ServicePhone.objects.create(service=copy, number=entry["phone"])
    for slug in entry.get("places", ()):
        ServiceAtLocation.objects.create(service=copy, location=Location.objects.get(slug=slug))


def _scores(marked: dict[tuple[int, int], Pair]) -> Iterator[tuple[str, float]]:
    known = {
        card.pk: card for card in cards(Service.objects.filter(pk__in={pk for key in marked for pk in key}))
    }
    for (first, second), pair in marked.items():
        yield f"{'=' if pair.same else '≠'} {pair.name}", likeness(known[first], known[second]).score


def _name(pk: int) -> str:
    return str(Service.objects.only("slug", "original_language", *text_columns("name")).get(pk=pk))


def _memory() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1_024
