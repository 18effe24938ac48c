"""How often pages of listings were shown. Nothing is known of whoever looked at them."""

from django.db import models

from directory.models import Service


class PageCountQuerySet(models.QuerySet):
    def of_organization(self, organization):
        return self.filter(service__organization=organization)


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
