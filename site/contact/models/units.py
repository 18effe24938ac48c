"""Who receives requests for help: units of the city or of partners, and their people."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from directory.models import Area, Helpline, Organization, TaxonomyTerm
from directory.reading.examples import is_example
from directory.spoken import validate_spoken_languages

LONGEST_WAIT = 20


class ReceivingUnitQuerySet(models.QuerySet):
    def read(self):
        """Units that take requests and have somebody who can open them.

        The demo's has nobody, and its form says that nobody reads what is sent.
        """
        people = Receiver.objects.filter(unit=OuterRef("pk"), user__is_active=True)
        return self.filter(Exists(people) | is_example(ReceivingUnit), is_active=True)


class ReceivingUnit(models.Model):
    """A unit that answers requests from some areas about some themes; from all and about all without any.

    The one by default gets what no other is for. Its helpline tells when somebody answers the telephone.
    """

    name = models.CharField(_("name"), max_length=150, unique=True)
    organization = models.ForeignKey(
        Organization, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("organisation")
    )
    areas = models.ManyToManyField(Area, blank=True, related_name="+", verbose_name=_("area"))
    themes = models.ManyToManyField(TaxonomyTerm, blank=True, related_name="+", verbose_name=_("theme"))
    email = models.EmailField(_("e-mail for “something waits”"))
    helpline = models.ForeignKey(
        Helpline,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("phone number"),
    )
    languages = models.JSONField(
        _("languages of its phone"), default=list, blank=True, validators=[validate_spoken_languages]
    )
    working_days = models.PositiveSmallIntegerField(
        _("answers within (working days)"),
        default=2,
        validators=[MinValueValidator(1), MaxValueValidator(LONGEST_WAIT)],
    )
    is_default = models.BooleanField(_("gets what no other unit is for"), default=False)
    is_active = models.BooleanField(pgettext_lazy("a unit", "takes requests"), default=True)

    objects = ReceivingUnitQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["is_default"],
                condition=Q(is_default=True),
                name="contact_receivingunit_one_is_the_default",
                violation_error_message=_("Another unit gets what no other is for already."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Receiver(models.Model):
    """A person who reads and answers a unit's requests, as long as this row is there."""

    unit = models.ForeignKey(ReceivingUnit, models.CASCADE, related_name="receivers")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="receptions")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit", "user"], name="contact_receiver_once_in_a_unit"),
        ]

    def __str__(self) -> str:
        return f"{self.unit_id} {self.user_id}"
