"""Who answers for the site: what the law has a city say on it."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from directory.models.translated import TranslatedModel
from directory.validators import validate_phone_number


class Conformity(models.TextChoices):
    """How far the site meets the requirements, in the three steps of the statement (EU 2018/1523)."""

    FULL = "full", pgettext_lazy("accessibility", "It meets the requirements.")
    PARTIAL = "partial", pgettext_lazy("accessibility", "It meets the requirements in part.")
    NONE = "none", pgettext_lazy("accessibility", "It does not meet the requirements.")


class Evaluation(models.TextChoices):
    OWN = "own", pgettext_lazy("accessibility", "We have tested the site ourselves.")
    OUTSIDE = "outside", pgettext_lazy("accessibility", "An outside expert has tested the site.")


class Publisher(TranslatedModel):
    """The city or whoever publishes this site. There is one."""

    name = models.CharField(_("name"), max_length=150)
    email = models.EmailField(_("e-mail for feedback"), blank=True)
    phone = models.CharField(_("phone number"), max_length=50, blank=True, validators=[validate_phone_number])
    address = models.CharField(_("postal address"), max_length=250, blank=True)
    privacy_email = models.EmailField(_("e-mail of the data protection officer"), blank=True)
    conformity = models.CharField(
        _("accessibility"), max_length=10, choices=Conformity, default=Conformity.PARTIAL
    )
    evaluation = models.CharField(
        _("how it was tested"), max_length=10, choices=Evaluation, default=Evaluation.OWN
    )
    known_barriers = models.TextField(_("what is not accessible yet, and why"), blank=True, max_length=3000)
    statement_date = models.DateField(_("day of the accessibility statement"), null=True, blank=True)
    is_example = models.BooleanField(_("an example, not a real publisher"), default=False, editable=False)

    class Meta:
        verbose_name = _("publisher of the site")
        verbose_name_plural = _("publisher of the site")

    def __str__(self) -> str:
        return self.name_fi or "–"

    def clean(self):
        super().clean()
        if self.pk is None and Publisher.objects.exists():
            raise ValidationError(_("There is a publisher already: change that one."))
