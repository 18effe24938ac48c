"""What changed and still has to reach the index, and what could not be indexed."""

from django.db import models
from django.utils import timezone


class OutboxEntry(models.Model):
    """Something a document is made from changed; written in the transaction of the change (DESIGN D14).

    A row names what changed, not how: whoever reads it looks at the state of now, so rows of one object may
    be merged and repeated. `object_id` is 0 where the kind says it all.
    """

    class Kind(models.TextChoices):
        SERVICE = "service"
        SCHEDULE = "schedule"
        ORGANIZATION = "organization"
        LOCATION = "location"
        AREA = "area"
        TERM = "term"
        WORDS = "words"
        ALERT = "alert"
        MEANING = "meaning"
        REBUILD = "rebuild"

    kind = models.CharField(max_length=20, choices=Kind)
    object_id = models.PositiveBigIntegerField(default=0)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["pk"]
        verbose_name_plural = "outbox entries"

    def __str__(self) -> str:
        return f"{self.pk} {self.kind} {self.object_id}"


class Consumer(models.Model):
    """Whoever brings changes into one index: that of all hosts, or the one of a single host.

    `done` of `total` listings are in the new index while it is made anew; both are 0 at other times.
    """

    name = models.CharField(max_length=100, unique=True)
    seen_at = models.DateTimeField(null=True)
    error = models.TextField(blank=True)
    # Also for processes of the version before, which know no such columns
    done = models.PositiveIntegerField(default=0, db_default=0)
    total = models.PositiveIntegerField(default=0, db_default=0)

    def __str__(self) -> str:
        return self.name


class FailedRow(models.Model):
    """A row of the outbox that nobody could follow: set aside; gone once the index was made anew."""

    consumer = models.CharField(max_length=100)
    # No foreign key: rows of the outbox are deleted after a week
    number = models.PositiveBigIntegerField()
    kind = models.CharField(max_length=20)
    object_id = models.PositiveBigIntegerField()
    error = models.TextField()
    failed_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["consumer", "number"], name="search_failedrow_once_per_consumer"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.kind} {self.object_id} in {self.consumer}: {self.error}"


class FailedListing(models.Model):
    """A listing whose document could not be built: set aside so that the others go on; gone once it could."""

    consumer = models.CharField(max_length=100)
    # No foreign key: the reason may be that the row is gone
    service_id = models.PositiveBigIntegerField()
    error = models.TextField()
    attempts = models.PositiveIntegerField(default=1)
    failed_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["consumer", "service_id"], name="search_failedlisting_once_per_consumer"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.service_id} in {self.consumer}: {self.error}"


class TopicPlace(models.Model):
    """Where a topic stands among the bytes of a listing: in the order in which search came to know them.

    A topic that is deleted or made a theme leaves its place empty: the others stay where listings hold them.
    """

    code = models.CharField(max_length=100, unique=True)

    def __str__(self) -> str:
        return self.code


class ListingMeaning(models.Model):
    """What a listing is about, as the machine reads it; what people chose is in the directory.

    `vector` is a byte for each number of the model, `topics` one for each topic of the prepared vocabulary:
    how near it is. `derived_topics` are the few that the listing itself speaks of, each with its weight and
    reason (see search.topics.derived). The digests say what they were made from; `text_digest` is of the
    texts alone.
    """

    # No foreign key: a row of a listing that is gone harms nobody, and a deletion need not wait for it
    service_id = models.PositiveBigIntegerField(unique=True)
    vector_digest = models.CharField(max_length=32)
    vector = models.BinaryField()
    topics_digest = models.CharField(max_length=32)
    topics = models.BinaryField()
    text_digest = models.CharField(max_length=32, blank=True)
    derived_topics = models.JSONField(default=list)

    def __str__(self) -> str:
        return f"{self.service_id}"


class DueMeaning(models.Model):
    """A listing whose meaning is to be worked out, with the digest that it will have then."""

    service_id = models.PositiveBigIntegerField(unique=True)
    digest = models.CharField(max_length=32)

    def __str__(self) -> str:
        return f"{self.service_id}"


class NextStep(models.TextChoices):
    """What came after a search, as far as the next page tells: nothing means that the reader gave up."""

    NOTHING = ""
    OPENED = "opened"
    HELP = "help"
    REFINED = "refined"


class SearchLog(models.Model):
    """One search of one day: no address, no person, and of its words only terms of the vocabulary.

    `key` is a digest of what stands in other columns, to find an equal one. `topic` may be a theme's code.
    """

    day = models.DateField()
    key = models.CharField(max_length=16)
    language_code = models.CharField(max_length=10)
    area = models.CharField(max_length=50, blank=True)
    topic = models.CharField(max_length=100, blank=True)
    words = models.JSONField(default=list)
    has_other_words = models.BooleanField(default=False)
    filters = models.JSONField(default=list)
    hits = models.PositiveIntegerField()
    next_step = models.CharField(max_length=10, choices=NextStep, blank=True, default=NextStep.NOTHING)

    class Meta:
        indexes = [models.Index(fields=["day", "key"], name="search_searchlog_of_a_day")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(next_step__in=NextStep.values), name="search_searchlog_next_step_is_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.language_code} {self.topic}"


class SearchCount(models.Model):
    """How often something was searched for: one language, area and topic, each of them possibly unknown."""

    language_code = models.CharField(max_length=10)
    area = models.CharField(max_length=50, blank=True)
    topic = models.CharField(max_length=100, blank=True)
    searches = models.PositiveIntegerField()
    few = models.PositiveIntegerField()  # that found next to nothing
    gave_up = models.PositiveIntegerField()  # after which nothing came

    class Meta:
        abstract = True


class SearchDay(SearchCount):
    """The searches of a day, counted by the daily command; made anew from the log while that lasts."""

    day = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["day", "language_code", "area", "topic"], name="search_searchday_is_counted_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.language_code} {self.topic}: {self.searches}"


class ShownCount(models.Model):
    """Numbers as they enter every sum: one under five counts as one, so that no sum tells it."""

    shown_searches = models.PositiveIntegerField()
    shown_few = models.PositiveIntegerField()
    shown_gave_up = models.PositiveIntegerField()

    class Meta:
        abstract = True


class SearchMonth(SearchCount, ShownCount):
    """The same of a month, which is the smallest thing that people are shown."""

    month = models.DateField()  # its first day

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["month", "language_code", "area", "topic"], name="search_searchmonth_is_counted_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.month:%Y-%m} {self.language_code} {self.topic}: {self.searches}"


class SearchYear(ShownCount):
    """The months of the last year added up, so that nobody who looks has to wait for it."""

    language_code = models.CharField(max_length=10)
    area = models.CharField(max_length=50, blank=True)
    topic = models.CharField(max_length=100, blank=True)

    class Meta:
        indexes = [
            models.Index(
                (models.F("shown_few") + models.F("shown_gave_up")).desc(),
                name="search_searchyear_worst_first",
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["topic", "language_code", "area"], name="search_searchyear_is_counted_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.language_code} {self.topic}: {self.shown_searches}"
