"""Trays, the services in them, and how it went there. None of them knows a person."""

import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from directory.models import Service
from directory.reading.texts import Text
from trays.choices import Answer

#: Days for which a tray is kept, from the day it is made or prolonged
KEPT_FOR = datetime.timedelta(days=90)
MOST_SERVICES = 30
LONGEST_TITLE, LONGEST_GREETING, LONGEST_NOTE = 100, 600, 300


class TrayQuerySet(models.QuerySet):
    def open(self, today: datetime.date | None = None):
        """Trays that can be opened on a day (today)."""
        return self.filter(expires_on__gte=today or timezone.localdate())

    def expired(self, today: datetime.date):
        return self.filter(expires_on__lt=today)


class Tray(models.Model):
    """A list of services that somebody makes for a family, opened by secret addresses.

    `language` is that of the maker's words; `reader_language` that of the second text beside each of them,
    and the one the address given to the family opens in. Empty: as the family's telephone is set.
    """

    reading_digest = models.CharField(max_length=64, unique=True)
    changing_digest = models.CharField(max_length=64, unique=True)
    language = models.CharField(max_length=10)
    reader_language = models.CharField(max_length=10, blank=True)
    title = models.CharField(max_length=LONGEST_TITLE, blank=True)
    greeting = models.TextField(max_length=LONGEST_GREETING, blank=True)
    second_greeting = models.TextField(max_length=LONGEST_GREETING, blank=True)
    has_plain_names = models.BooleanField(_("Show sensitive services under a plain name"), default=False)
    expires_on = models.DateField(db_index=True)

    objects = TrayQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(language__in=settings.MODELTRANSLATION_LANGUAGES),
                name="trays_tray_language_is_ours",
            ),
            models.CheckConstraint(
                condition=Q(reader_language__in=["", *settings.MODELTRANSLATION_LANGUAGES]),
                name="trays_tray_reader_language_is_ours",
            ),
        ]

    def __str__(self) -> str:
        return f"tray {self.pk}"

    def written(self, first: str, second: str, reader: str) -> list[Text]:
        """The maker's words for a reader: in her language if they are, else all there is."""
        texts = [Text(first, self.language), Text(second, self.reader_language)]
        there = [text for text in texts if text]
        return [text for text in there if text.language_code == reader][:1] or there


class Outcome(models.Model):
    """How it went at a service, once per tray and service: a month and no person."""

    service = models.ForeignKey(Service, models.CASCADE, related_name="outcomes")
    answer = models.CharField(max_length=15, choices=Answer)
    month = models.DateField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(answer__in=Answer.values), name="trays_outcome_answer_is_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.service_id} {self.answer} {self.month:%Y-%m}"


class TrayItem(models.Model):
    """A service in a tray, with notes.

    `name` is what it was called when it was put there: it may end. `place_ids` are the places at which it was
    met then, or when the tray was last prolonged: it may move.
    """

    tray = models.ForeignKey(Tray, models.CASCADE, related_name="items")
    service = models.ForeignKey(Service, models.SET_NULL, null=True, related_name="+")
    name = models.CharField(max_length=200)
    name_language = models.CharField(max_length=10)
    note = models.TextField(max_length=LONGEST_NOTE, blank=True)
    second_note = models.TextField(max_length=LONGEST_NOTE, blank=True)
    sort_order = models.PositiveSmallIntegerField()
    place_ids = models.JSONField(default=list)
    outcome = models.OneToOneField(Outcome, models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering = ["sort_order", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["tray", "service"], name="trays_trayitem_a_service_is_there_once")
        ]

    def __str__(self) -> str:
        return f"{self.tray_id} {self.service_id}"

    @property
    def former_name(self) -> Text:
        return Text(self.name, self.name_language)
