"""The numbers of the help panel: whom to call and when somebody answers."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from directory.models.checks import Check
from directory.models.codes import SpokenLanguagesField
from directory.validators import validate_phone_number, validate_rule


class Helpline(models.Model):
    """A number that anybody may call, shown on the help panel.

    `rrule` holds the days on which it is answered (see `Schedule`), `opens_at` and `closes_at` the hours in
    Europe/Helsinki. Without all three it is answered at any time.
    """

    slug = models.SlugField(unique=True, max_length=120)
    number = models.CharField(_("phone number"), max_length=50, validators=[validate_phone_number])
    name = models.CharField(_("name"), max_length=150)
    description = models.TextField(_("description"), blank=True, max_length=500)
    rrule = models.CharField(_("repeats"), max_length=200, blank=True, validators=[validate_rule])
    opens_at = models.TimeField(_("begins"), null=True, blank=True)
    closes_at = models.TimeField(_("ends"), null=True, blank=True)
    languages = SpokenLanguagesField(verbose_name=_("spoken languages"))
    has_interpretation = models.BooleanField(_("an interpreter can be ordered"), default=False)
    is_emergency = models.BooleanField(_("for danger to life"), default=False)
    sort_order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name_plural = _("Helplines")
        ordering = ["sort_order", "pk"]
        constraints = [
            Check(
                condition=Q(rrule="", opens_at__isnull=True, closes_at__isnull=True)
                | ~Q(rrule="") & Q(opens_at__isnull=False, closes_at__isnull=False),
                name="directory_helpline_has_days_and_hours_or_neither",
                violation_error_message=_("Give the days and both times, or none of them."),
            ),
        ]

    def __str__(self) -> str:
        return self.name_fi or self.number

    @property
    def is_always_open(self) -> bool:
        return not self.rrule
