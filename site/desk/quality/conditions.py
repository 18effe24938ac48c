"""What is wrong with a listing as it is now: conditions for the database, so that what was mended is gone."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from functools import reduce
from operator import and_, or_

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, Exists, OuterRef, Q
from django.db.models.functions import Cast, TruncDate
from wagtail.models import ModelLogEntry

from desk.models import Finding
from desk.quality.kinds import Kind
from directory.choices import TaxonomySlug
from directory.freshness import Freshness
from directory.models import (
    Assurance,
    ImportedRecord,
    Service,
    ServiceAttribute,
    ServicePicture,
    TranslationState,
)
from directory.reading.texts import text_columns


def is_wrong(kind: Kind, today: date) -> Q:
    """Whether a listing has the fault, and nobody has said that it is right as it is."""
    dismissed = Finding.objects.filter(kind=kind, state=Finding.State.DISMISSED, service__isnull=False)
    # One list for all listings: asked of each of them, it is most of the work
    return CONDITIONS[kind](today) & ~Q(pk__in=dismissed.values("service"))


def _stale(today: date) -> Q:
    """Readers are told that nobody has confirmed it, or do not see it any more; not while it is closed."""
    limit = today - timedelta(days=settings.FRESHNESS_DAYS[Freshness.LABELLED - 1])
    is_closed = Q(closed_from__isnull=False, closed_from__lte=today) & (
        Q(closed_until__isnull=True) | Q(closed_until__gte=today)
    )
    # Databases add days to a date in different ways. These numbers are few
    pauses = {0, *Assurance.objects.values_list("paused_days", flat=True).distinct()}
    return reduce(or_, (_is_due(limit, days) for days in sorted(pauses))) & ~is_closed


def _is_due(limit: date, paused_days: int) -> Q:
    day = limit - timedelta(days=paused_days)
    return Q(assurance__paused_days=paused_days, assurance__assured_date__lte=day)


def _unconfirmed(_today: date) -> Q:
    """Came from elsewhere, and no person has said since that it is right."""
    imported = ImportedRecord.objects.of_registers().filter(
        content_type=ContentType.objects.get_for_model(Service), object_id=OuterRef("pk")
    )
    # Publishing sets the day too: who confirmed on that very day is known by the history alone
    confirmed = ModelLogEntry.objects.filter(
        action="directory.confirm",
        content_type=ContentType.objects.get_for_model(Service),
        object_id=Cast(OuterRef("pk"), CharField()),
    )
    since = Q(assurance__assured_date=TruncDate("first_published_at")) & ~Exists(confirmed)
    return Q(assurance__isnull=True) | (Q(Exists(imported)) & since)


def _without_topic(_today: date) -> Q:
    topics = ServiceAttribute.objects.filter(service=OuterRef("pk"), term__taxonomy__slug=TaxonomySlug.TOPICS)
    return ~Q(Exists(topics))


def _without_language(_today: date) -> Q:
    """It is held in a language in which nothing of it can be read."""
    return reduce(or_, map(_is_spoken_only, settings.MODELTRANSLATION_LANGUAGES))


def _is_spoken_only(code: str) -> Q:
    texts = TranslationState.objects.filter(service=OuterRef("pk"), language_code=code)
    # A list in a column: databases write it with quotes around each code
    return Q(languages__icontains=f'"{code}"') & ~Q(Exists(texts))


def _without_words_for_picture(_today: date) -> Q:
    empty = (Q(**{f"{column}__isnull": True}) | Q(**{column: ""}) for column in text_columns("text"))
    return Q(Exists(ServicePicture.objects.filter(reduce(and_, empty), service=OuterRef("pk"))))


CONDITIONS: Mapping[Kind, Callable[[date], Q]] = {
    Kind.STALE: _stale,
    Kind.UNCONFIRMED: _unconfirmed,
    Kind.TOPIC: _without_topic,
    Kind.LANGUAGE: _without_language,
    Kind.PICTURE: _without_words_for_picture,
}
