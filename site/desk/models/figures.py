"""Numbers for reports: what was counted here, and residents as published."""

from django.db import models


class Figure(models.Model):
    """How much there was of something in a month, for reports: counted in the night (desk.figures.counting).

    An empty value stands for all; `divided_by` has a letter of each that is not empty. `detail` is what else
    there is to divide by: the kind of a partner, the ages of a listing. A number of readers is the sum of
    numbers as they may be shown (docs/decisions/0017).
    """

    class What(models.TextChoices):
        SEARCHES = "searches"
        FEW = "few"
        GAVE_UP = "gave_up"
        SHOWN = "shown"
        SHOWN_OF_PARTNER = "shown_of_partner"
        LISTINGS = "listings"
        TEXTS = "texts"
        AGES = "ages"
        FRESHNESS = "freshness"
        SESSIONS = "sessions"
        PARTNERS = "partners"
        TRAYS = "trays"
        OUTCOMES = "outcomes"
        FEEDBACK = "feedback"

    what = models.CharField(max_length=20, choices=What)
    month = models.DateField()  # its first day
    language_code = models.CharField(max_length=10, blank=True)
    area = models.CharField(max_length=50, blank=True)
    theme = models.CharField(max_length=100, blank=True)
    detail = models.CharField(max_length=30, blank=True)
    divided_by = models.CharField(max_length=4, blank=True)
    number = models.PositiveIntegerField()
    counted_on = models.DateField()

    class Meta:
        indexes = [models.Index(fields=["what", "month"], name="desk_figure_of_a_month")]
        constraints = [
            models.UniqueConstraint(
                fields=["divided_by", "what", "month", "language_code", "area", "theme", "detail"],
                name="desk_figure_is_counted_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.what} {self.month:%Y-%m} {self.language_code} {self.area} {self.theme}: {self.number}"


class Residents(models.Model):
    """How many people of a district have a language as their mother tongue, as published for a year.

    A number under five is kept as one, as it enters sums (docs/decisions/0017).
    """

    area = models.CharField(max_length=50)
    language_code = models.CharField(max_length=10)
    year = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField()
    is_invented = models.BooleanField(default=False)

    class Meta:
        verbose_name_plural = "residents"
        # The newest year of each area is asked for with every page
        indexes = [models.Index(fields=["area", "year"])]
        constraints = [
            models.UniqueConstraint(
                fields=["area", "language_code", "year"], name="desk_residents_are_counted_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.area} {self.language_code} {self.year}: {self.number}"
