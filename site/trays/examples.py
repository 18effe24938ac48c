"""The demo's ready-made trays, of its own listings and in all languages."""

import tomllib
from pathlib import Path

from directory.choices import TaxonomySlug
from directory.imports.ledger import Ledger
from directory.models import Service, TaxonomyTerm
from trays.models import ReadyTray, ReadyTrayItem

FILE = Path(__file__).with_name("examples.toml")
SOURCE, KIND = "demo", "ready-made tray"


def add_ready_trays(**_kwargs) -> None:
    """Each once, of the listings that are there. Signal: demo_loaded."""
    ledger = Ledger(SOURCE)
    for number, told in enumerate(tomllib.loads(FILE.read_text("utf-8"))["tray"]):
        services = Service.objects.filter(slug__in=told["services"]).in_bulk(field_name="slug")
        is_taken = ReadyTray.objects.filter(slug=told["slug"]).exists()
        if services and not is_taken and not ledger.has(KIND, told["slug"]):
            ready = _ready_tray(told, number)
            found = [services[slug] for slug in told["services"] if slug in services]
            _put_in(ready, found)
            ledger.write(KIND, told["slug"], ready, is_invented=True)


def remove_ready_trays(**_kwargs) -> None:
    """Signal: demo_removed."""
    ledger = Ledger(SOURCE)
    ledger.objects_of(ReadyTray).delete()
    ledger.strike(ReadyTray)


def _ready_tray(told: dict, number: int) -> ReadyTray:
    texts = {f"{name}_{code}": text for name in ("name", "greeting") for code, text in told[name].items()}
    topic = TaxonomyTerm.objects.of(TaxonomySlug.TOPICS).filter(code=told["topic"]).first()
    return ReadyTray.objects.create(slug=told["slug"], topic=topic, sort_order=number, **texts)


def _put_in(ready: ReadyTray, services: list[Service]) -> None:
    for number, service in enumerate(services):
        ReadyTrayItem.objects.create(ready=ready, service=service, sort_order=number)
