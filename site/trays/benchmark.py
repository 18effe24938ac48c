"""Measures how fast many families open their trays: real processes as in a deployment, several at a time."""

import random
from collections.abc import Sequence
from itertools import cycle, islice
from pathlib import Path

from django.utils import timezone

from directory.models import Service
from search.benchmark.measuring import spread
from search.benchmark.serving import ask_all, server_of
from trays.keys import digest, new_key, reading_key
from trays.models import KEPT_FOR, Tray, TrayItem

SERVICES_EACH = 5
LANGUAGES = ("fi", "so", "ar", "ckb", "ru", "zh-hans")


def make_trays(number: int, *, seed: int) -> list[str]:
    """Trays with some services each; returns the keys for reading."""
    lot, today = random.Random(seed), timezone.localdate()  # noqa: S311 - no secret
    services = list(Service.objects.public().order_by("pk").values_list("pk", flat=True))
    keys = [new_key() for _ in range(number)]
    trays = Tray.objects.bulk_create((_tray(key, today + KEPT_FOR) for key in keys), batch_size=1_000)
    TrayItem.objects.bulk_create(
        (
            TrayItem(tray=tray, service_id=pk, name="x", name_language="fi", note="Kysy", sort_order=place)
            for tray in trays
            for place, pk in enumerate(lot.sample(services, min(SERVICES_EACH, len(services))), 1)
        ),
        batch_size=1_000,
    )
    return [reading_key(key) for key in keys]


def _tray(key: str, expires_on) -> Tray:
    return Tray(
        changing_digest=digest(key),
        reading_digest=digest(reading_key(key)),
        language="fi",
        greeting="Hei!",
        expires_on=expires_on,
    )


def measure(keys: Sequence[str], folder: Path, *, clients: int, requests: int) -> dict[str, float]:
    """Milliseconds from asking to having the whole page."""
    lot = random.Random(1)  # noqa: S311 - no secret
    paths = [f"/{lot.choice(LANGUAGES)}/t/{key}/" for key in lot.sample(list(keys), min(len(keys), requests))]
    with server_of(folder) as port:
        times, _ = ask_all(port, list(islice(cycle(paths), requests)), clients=clients)
    return spread(times)
