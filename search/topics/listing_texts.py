"""What listings say of themselves: texts, topics that people chose, classes and keywords of an import."""

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.functional import cached_property
from modeltranslation.utils import build_localized_fieldname

from directory.choices import TaxonomySlug
from directory.models import Service, ServiceAttribute, TaxonomyTerm
from search.documents.texts import columns
from search.meaning.passages import passage_of
from search.weighing import WEIGHED

SAYING = (TaxonomySlug.TOPICS, TaxonomySlug.SERVICE_CLASSES, TaxonomySlug.KEYWORDS)


@dataclass(frozen=True, slots=True)
class Imported:
    """A class or keyword in the language of its listing, "" if it has no name in that, and its topics."""

    taxonomy: str
    name: str
    topics: tuple[str, ...]


@dataclass
class Told:
    """What a listing says of itself, in the language it was written in."""

    pk: int
    language: str
    #: The texts, each with how much it says
    parts: list[tuple[float, str]]
    chosen: list[str] = field(default_factory=list)
    imported: list[Imported] = field(default_factory=list)

    @property
    def passage(self) -> str:
        name, *others = (text for _weight, text in self.parts)
        return passage_of(name, others)

    @property
    def keywords(self) -> list[str]:
        return [each.name for each in self.imported if each.taxonomy == TaxonomySlug.KEYWORDS]

    @cached_property
    def classed(self) -> dict[str, float]:
        """Topics that its classes and keywords stand for, each with its part of them."""
        shares: dict[str, float] = {}
        for each in self.imported:
            for topic in each.topics:
                shares[topic] = shares.get(topic, 0) + 1 / len(each.topics)
        return shares

    def digest(self, *made_by: str) -> str:
        """Of the texts, and of what else the thing is made from that they are read for."""
        text = json.dumps([self.passage, self.language, *made_by], ensure_ascii=False)
        return hashlib.blake2b(text.encode(), digest_size=16).hexdigest()


def read(service_ids: list[int]) -> dict[int, Told]:
    """What public listings and drafts say in the database, by their ids."""
    # Plain values: making thousands of listings would take longer than reading them
    services = Service.objects.filter(pk__in=service_ids).values(
        "pk", "original_language", *columns(*WEIGHED)
    )
    told = {each["pk"]: _told(each["pk"], each["original_language"], each.get) for each in services}
    _read_terms(told)
    return told


def told_by(version: Service) -> Told:
    """What a version in memory says by its texts."""
    return _told(version.pk, version.original_language, lambda column: getattr(version, column))


def _told(pk: int, language: str, text: Callable[[str], str | None]) -> Told:
    columns_of = {name: build_localized_fieldname(name, language) for name in WEIGHED}
    return Told(pk, language, [(WEIGHED[name], (text(columns_of[name]) or "").strip()) for name in WEIGHED])


def _read_terms(told: Mapping[int, Told]) -> None:
    """Add the topics that people chose, and the classes and keywords of an import."""
    attributes = ServiceAttribute.objects.filter(service__in=told, term__taxonomy__slug__in=SAYING)
    names = ("service_id", "term__taxonomy__slug", "term__code", "term__parent", *columns("term__name"))
    rows = list(attributes.order_by("pk").values(*names))
    is_imported = any(row["term__taxonomy__slug"] != TaxonomySlug.TOPICS for row in rows)
    topics = _topics_by_code() if is_imported else {}
    for row in rows:
        listing = told[row["service_id"]]
        if row["term__taxonomy__slug"] != TaxonomySlug.TOPICS:
            listing.imported.append(_imported(row, listing.language, topics))
        elif row["term__parent"]:
            listing.chosen.append(row["term__code"])


def _imported(row: Mapping[str, Any], language: str, topics: Mapping[str, list[str]]) -> Imported:
    name = (row[build_localized_fieldname("term__name", language)] or "").strip()
    return Imported(row["term__taxonomy__slug"], name, tuple(topics.get(row["term__code"], ())))


def _topics_by_code() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    topics = TaxonomyTerm.objects.of(TaxonomySlug.TOPICS).filter(parent__isnull=False).order_by("pk")
    for topic, classes in topics.values_list("code", "related_codes"):
        for code in classes:
            found.setdefault(code, []).append(topic)
    return found
