"""Many listings for measuring, the same for the same seed: written in bulk, without revisions."""

import datetime
import random
import time
import uuid
from collections import Counter
from dataclasses import dataclass, field

from django.db import models, transaction
from django.utils import timezone, translation

from directory import choices
from directory.imports.blanks import fill_blank
from directory.imports.ledger import Ledger
from directory.imports.problems import RefusedError
from directory.imports.synthetic_partners import Partners, make_partners
from directory.imports.synthetic_schedules import make_schedules
from directory.imports.synthetic_texts import Writer
from directory.models import (
    Assurance,
    Schedule,
    Service,
    ServiceAtLocation,
    ServiceAttribute,
    ServiceCapacity,
    TaxonomyTerm,
    TranslationState,
)

SOURCE = "synthetic"
BATCH = 1000
CAPACITY_DAYS = 30
#: Languages spoken somewhere, the common ones several times
SPOKEN = (
    "fi",
    "fi",
    "fi",
    "en",
    "en",
    "so",
    "ar",
    "ru",
    "uk",
    "fa",
    "ckb",
    "tr",
    "vi",
    "zh-hans",
    "et",
    "sv",
)
AGES = ((0, 3), (3, 6), (7, 12), (13, 17), (16, 29), (18, 99), (65, 99), (None, None), (None, None))


@dataclass(frozen=True)
class Figures:
    """What was made, and how fast."""

    listings: int
    seconds: float
    listings_per_second: float
    sessions: int
    word_forms: int
    languages: dict[str, int]


@dataclass
class Batch:
    """Rows in the making: the listings, and what belongs to them by model."""

    services: list[Service] = field(default_factory=list)
    children: dict[type[models.Model], list[models.Model]] = field(default_factory=dict)

    def add(self, *children: models.Model) -> None:
        for child in children:
            self.children.setdefault(type(child), []).append(child)

    def save(self) -> None:
        Service.objects.bulk_create(self.services)
        for model, rows in self.children.items():
            for row in rows:
                row.service_id = row.service.pk
            model._default_manager.bulk_create(rows)


def make_listings(count: int, *, seed: int, today: datetime.date | None = None) -> Figures:
    """Write so many listings. Nothing hears of rows written in bulk: build the index anew afterwards."""
    prefix = f"synthetic-{seed}"
    if Service.objects.filter(slug__startswith=f"{prefix}-").exists():
        raise RefusedError(
            "Listings of this seed are there already. Remove them first: manage.py demo --reset"
        )
    begun = time.monotonic()
    with translation.override("fi"), transaction.atomic():
        maker = ListingMaker(count, seed, prefix, today or timezone.localdate())
        for start in range(0, count, BATCH):
            maker.make(range(start, min(start + BATCH, count)))
    return maker.figures(count, time.monotonic() - begun)


class ListingMaker:
    """Makes listings out of one stream of chance."""

    def __init__(self, count: int, seed: int, prefix: str, today: datetime.date):
        self.chance = random.Random(seed)  # noqa: S311 - nothing secret
        self.prefix = prefix
        self.today = today
        self.ledger = Ledger(SOURCE)
        self.writer = Writer(self.chance, seed)
        self.partners: Partners = make_partners(count, prefix, self.writer.name, self.chance, self.ledger)
        self.topics = _terms(choices.TaxonomySlug.TOPICS)
        self.target_groups = _terms(choices.TaxonomySlug.TARGET_GROUPS)
        self.topic_weights = [1 / (rank + 10) for rank in range(len(self.topics))]
        self.languages: Counter = Counter()
        self.sessions = 0

    def make(self, numbers: range) -> None:
        batch = Batch()
        for number in numbers:
            self._make_one(number, batch)
        batch.save()
        self.ledger.write_many("service", {service.slug: service for service in batch.services})

    def figures(self, count: int, seconds: float) -> Figures:
        return Figures(
            listings=count,
            seconds=round(seconds, 1),
            listings_per_second=round(count / seconds, 1),
            sessions=self.sessions,
            word_forms=len(self.writer.used),
            languages=dict(self.languages.most_common()),
        )

    def _make_one(self, number: int, batch: Batch) -> None:
        topics = list(dict.fromkeys(self.chance.choices(self.topics, self.topic_weights, k=2)))
        languages = self.writer.languages()
        service = self._service(number, languages, topics[0])
        places = self.chance.sample(self.partners.locations, self._number_of_places())
        schedules = self._schedules(service, places)
        batch.services.append(service)
        batch.add(*schedules, *self._places(service, places), *self._attributes(service, topics))
        batch.add(*self._states(service, languages), *self._rows_beside(service))
        self.languages.update(languages)
        self.sessions += len(schedules)

    def _service(self, number: int, languages: list[str], topic: TaxonomyTerm) -> Service:
        chance, now = self.chance, timezone.now()
        youngest, oldest = chance.choice(AGES)
        return fill_blank(
            Service,
            uuid=uuid.UUID(int=chance.getrandbits(128), version=4),
            slug=f"{self.prefix}-{number}",
            organization=chance.choice(self.partners.organizations),
            kind=chance.choice(choices.ServiceKind.values),
            original_language=languages[0],
            minimum_age=youngest,
            maximum_age=oldest,
            gender=chance.choice(choices.Gender.values) if chance.random() < 0.1 else "",
            is_free=chance.random() < 0.85,
            entry=chance.choice([choices.Entry.WALK_IN, *choices.Entry.values]),
            languages=list(dict.fromkeys(chance.choices(SPOKEN, k=chance.randint(1, 4)))),
            channels=[
                chance.choice([choices.Channel.ON_SITE, choices.Channel.ON_SITE, *choices.Channel.values])
            ],
            needs_client_relation=chance.random() < 0.1,
            needs_identity=chance.random() < 0.1,
            needs_home_municipality=False,
            live=True,
            first_published_at=now,
            last_published_at=now,
            **self.writer.texts(languages, topic),
        )

    def _number_of_places(self) -> int:
        return min(len(self.partners.locations), 2 if self.chance.random() < 0.15 else 1)

    def _schedules(self, service: Service, places: list) -> list[Schedule]:
        monday = self.today - datetime.timedelta(days=self.today.weekday())
        schedules = make_schedules(places, service.languages, monday, self.chance)
        for schedule in schedules:
            schedule.service = service
        return schedules

    def _places(self, service: Service, places: list) -> list[ServiceAtLocation]:
        return [
            fill_blank(ServiceAtLocation, service=service, location=place, sort_order=number)
            for number, place in enumerate(places)
        ]

    def _attributes(self, service: Service, topics: list[TaxonomyTerm]) -> list[ServiceAttribute]:
        terms = [*topics, self.chance.choice(self.target_groups)]
        return [ServiceAttribute(service=service, term=term, sort_order=n) for n, term in enumerate(terms)]

    def _states(self, service: Service, languages: list[str]) -> list[TranslationState]:
        original, *others = languages
        rows = [TranslationState(service=service, language_code=original, state=choices.TextState.WRITTEN)]
        return rows + [
            TranslationState(
                service=service,
                language_code=code,
                state=self.chance.choice([choices.TextState.CHECKED, choices.TextState.MACHINE]),
                source_language=original,
            )
            for code in others
        ]

    def _rows_beside(self, service: Service) -> list[models.Model]:
        confirmed = self.today - datetime.timedelta(days=int(200 * self.chance.random() ** 3))
        rows: list[models.Model] = [Assurance(service=service, assured_date=confirmed)]
        if self.chance.random() < 0.5:
            until = self.today + datetime.timedelta(days=CAPACITY_DAYS)
            status = self.chance.choice(choices.CapacityStatus.values)
            rows.append(ServiceCapacity(service=service, status=status, until=until))
        return rows


def _terms(taxonomy: str) -> list[TaxonomyTerm]:
    """Terms that a listing may have, in an order that does not depend on their rows."""
    terms = TaxonomyTerm.objects.of(taxonomy)
    if taxonomy == choices.TaxonomySlug.TOPICS:
        terms = terms.filter(parent__isnull=False)
    return list(terms.order_by("code"))
