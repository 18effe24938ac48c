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

    The row is also what workers of several hosts hold while they write an index that all of them share.
    """

    name = models.CharField(max_length=100, unique=True)
    seen_at = models.DateTimeField(null=True)
    error = models.TextField(blank=True)

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


class ListingMeaning(models.Model):
    """What a listing is about, as the machine reads it; what people chose is in the directory.

    `vector` is a byte for each number of the model, `topics` one for each topic of the prepared vocabulary:
    how near it is. The digests say what they were made from.
    """

    # No foreign key: a row of a listing that is gone harms nobody, and a deletion need not wait for it
    service_id = models.PositiveBigIntegerField(unique=True)
    vector_digest = models.CharField(max_length=32)
    vector = models.BinaryField()
    topics_digest = models.CharField(max_length=32)
    topics = models.BinaryField()

    def __str__(self) -> str:
        return f"{self.service_id}"


class DueMeaning(models.Model):
    """A listing whose meaning is to be worked out, with the digest that it will have then."""

    service_id = models.PositiveBigIntegerField(unique=True)
    digest = models.CharField(max_length=32)

    def __str__(self) -> str:
        return f"{self.service_id}"
