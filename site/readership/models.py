"""How often pages of listings were shown, by which words they were found. Nothing is known of who looked."""

from django.db import models

from directory.models import Service


class PageCountQuerySet(models.QuerySet):
    def of_organization(self, organization):
        return self.filter(service__organization=organization)


class FoundBy(models.Model):
    """A word by which a listing was found in a month: so often, on so many days.

    Only words of the city's own vocabulary, and none of who searched (docs/decisions/0013). `last_day` is
    the newest of the days.
    """

    service = models.ForeignKey(Service, models.CASCADE, related_name="found_by")
    language_code = models.CharField(max_length=10)
    word = models.CharField(max_length=200)
    month = models.DateField()  # its first day
    number = models.PositiveIntegerField(default=0)
    days = models.PositiveSmallIntegerField(default=0)
    last_day = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["service", "month", "language_code", "word"], name="readership_foundby_is_one"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.service_id} {self.month} {self.language_code} {self.word}: {self.number}"


class PageCount(models.Model):
    """The page of a listing was shown so often in a month, in one language."""

    service = models.ForeignKey(Service, models.CASCADE, related_name="page_counts")
    language_code = models.CharField(max_length=10)
    month = models.DateField()  # its first day
    number = models.PositiveIntegerField(default=0)

    objects = PageCountQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["service", "month", "language_code"], name="readership_pagecount_is_one"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.service_id} {self.month} {self.language_code}: {self.number}"
