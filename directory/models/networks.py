"""Networks: partners that meet regularly around a theme or an area."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from directory.choices import NetworkRole
from directory.models.checks import Check
from directory.models.closed_lists import only_known
from directory.models.organizations import Organization
from directory.models.places import Area
from directory.models.shapes import has_slug
from directory.models.translated import TranslatedModel
from directory.querysets import NetworkMeetingQuerySet, NetworkMembershipQuerySet, NetworkQuerySet
from directory.validators import validate_https, validate_web_address


class Network(TranslatedModel):
    """A network of units and organisations, with its theme and area."""

    slug = models.SlugField(unique=True, max_length=120)
    name = models.CharField(_("name"), max_length=200)
    theme = models.TextField(_("theme"), blank=True, max_length=1000)
    area = models.ForeignKey(Area, models.PROTECT, null=True, blank=True, related_name="networks")
    url = models.URLField(_("web page"), blank=True, max_length=500, validators=[validate_web_address])
    is_public = models.BooleanField(default=True)
    members = models.ManyToManyField(Organization, through="NetworkMembership", related_name="networks")

    objects = NetworkQuerySet.as_manager()

    class Meta:
        verbose_name_plural = _("Networks")
        constraints = [has_slug("network")]

    def __str__(self) -> str:
        return self.name_fi or self.slug


class NetworkMembership(models.Model):
    """An organisation belongs to a network, or coordinates it, between two dates.

    Its address is on the network's mailing list only from the day on which it agreed to that.
    """

    network = models.ForeignKey(Network, models.CASCADE, related_name="memberships")
    organization = models.ForeignKey(Organization, models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=20, choices=NetworkRole, default=NetworkRole.MEMBER)
    valid_from = models.DateField(null=True, blank=True)
    valid_until = models.DateField(null=True, blank=True)
    mail_address = models.EmailField(_("address on the mailing list"), blank=True)
    consented_date = models.DateField(_("agreed to the mailing list on"), null=True, blank=True)

    objects = NetworkMembershipQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["network", "organization"],
                condition=Q(valid_until__isnull=True),
                name="directory_networkmembership_one_open_membership",
            ),
            Check(
                condition=Q(valid_until__isnull=True)
                | Q(valid_from__isnull=True)
                | Q(valid_until__gte=F("valid_from")),
                name="directory_networkmembership_ends_after_it_begins",
            ),
            only_known("networkmembership", "role", NetworkRole.values),
            Check(
                condition=Q(consented_date__isnull=True) | ~Q(mail_address=""),
                name="directory_networkmembership_consents_to_an_address",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.network} · {self.organization}"


class NetworkMeeting(models.Model):
    """A meeting of a network, past or coming."""

    network = models.ForeignKey(Network, models.CASCADE, related_name="meetings")
    starts_at = models.DateTimeField(_("day and time"))
    location = models.ForeignKey(
        "directory.Location",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("place"),
    )
    note = models.TextField(_("note"), blank=True, max_length=1000)
    notes_url = models.URLField(
        _("address of the minutes"), blank=True, max_length=500, validators=[validate_https]
    )

    objects = NetworkMeetingQuerySet.as_manager()

    class Meta:
        ordering = ["starts_at"]

    def __str__(self) -> str:
        return f"{self.network} {self.starts_at:%Y-%m-%d}"
