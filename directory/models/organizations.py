"""Organisations: city units, associations and groups, and the people who act for them."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from directory.choices import PUBLIC_KINDS, OrganizationKind, PersonRole, Standing
from directory.models.checks import Check
from directory.models.closed_lists import only_known
from directory.models.codes import SpokenLanguagesField
from directory.models.former_addresses import FormerAddress
from directory.models.phones import Phone
from directory.models.shapes import has_slug, is_shaped
from directory.models.translated import TranslatedModel
from directory.querysets import OrganizationQuerySet, OrganizationRoleQuerySet
from directory.validators import validate_business_id, validate_web_address


class Organization(TranslatedModel):
    """A partner: who it is, how to reach it, and where it stands with the city."""

    slug = models.SlugField(unique=True, max_length=120)
    kind = models.CharField(_("kind"), max_length=20, choices=OrganizationKind)
    name = models.CharField(_("name"), max_length=200)
    alternate_name = models.CharField(_("other name"), max_length=200, blank=True)
    description = models.TextField(_("description"), blank=True, max_length=2500)
    business_id = models.CharField(
        _("business id"), max_length=9, unique=True, null=True, blank=True, validators=[validate_business_id]
    )
    vouched_by = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="vouched_for",
        verbose_name=_("vouched for by"),
    )
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="units", verbose_name=_("part of")
    )
    url = models.URLField(_("web page"), blank=True, max_length=500, validators=[validate_web_address])
    email = models.EmailField(_("e-mail"), blank=True)
    languages = SpokenLanguagesField(verbose_name=_("languages of the people"))
    logo = models.ForeignKey(
        "directory.Picture", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("logo")
    )
    standing = models.CharField(max_length=20, choices=Standing, default=Standing.APPLIED, editable=False)
    may_publish = models.BooleanField(_("may publish without review"), default=False)

    objects = OrganizationQuerySet.as_manager()

    class Meta:
        verbose_name_plural = _("Organisations")
        constraints = [
            has_slug("organization"),
            is_shaped("organization", "business_id", r"[0-9]{7}-[0-9]"),
            Check(
                condition=~Q(standing=Standing.ADMITTED)
                | Q(kind__in=PUBLIC_KINDS)
                | Q(business_id__isnull=False)
                | Q(vouched_by__isnull=False),
                name="directory_organization_admitted_is_known_or_vouched_for",
            ),
            Check(condition=~Q(vouched_by=F("pk")), name="directory_organization_does_not_vouch_for_itself"),
            Check(condition=~Q(parent=F("pk")), name="directory_organization_is_not_its_own_parent"),
            Check(condition=~Q(business_id=""), name="directory_organization_business_id_is_null_not_empty"),
            only_known("organization", "kind", OrganizationKind.values),
            only_known("organization", "standing", Standing.values),
        ]

    def __str__(self) -> str:
        return self.name_fi or self.name_en or self.name_sv or self.slug

    def clean(self):
        super().clean()
        self.business_id = self.business_id or None

    @property
    def is_known(self) -> bool:
        """Whether it may be admitted: an authority, registered, or vouched for."""
        return self.kind in PUBLIC_KINDS or bool(self.business_id) or self.vouched_by_id is not None

    @property
    def is_public(self) -> bool:
        return self.standing == Standing.ADMITTED

    @property
    def is_taken_out(self) -> bool:
        """Whether the city has taken it out of sight."""
        return self.standing in (Standing.SUSPENDED, Standing.ENDED)

    @property
    def is_merged(self) -> bool:
        """Whether all that it had is another one's, to which its address leads."""
        return self.standing == Standing.ENDED and FormerAddress.objects.leading_on_from(self).exists()


class OrganizationPhone(Phone):
    """A number of the whole organisation."""

    organization = models.ForeignKey(Organization, models.CASCADE, related_name="phones")


class OrganizationRole(models.Model):
    """A person acts for an organisation, as owner or editor, between two dates."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="organization_roles")
    organization = models.ForeignKey(Organization, models.CASCADE, related_name="person_roles")
    role = models.CharField(max_length=10, choices=PersonRole)
    valid_from = models.DateField(default=timezone.localdate)
    valid_until = models.DateField(null=True, blank=True)
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )

    objects = OrganizationRoleQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "organization"],
                condition=Q(valid_until__isnull=True),
                name="directory_organizationrole_one_open_role_per_person",
            ),
            Check(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gte=F("valid_from")),
                name="directory_organizationrole_ends_after_it_begins",
            ),
            only_known("organizationrole", "role", PersonRole.values),
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.organization} · {self.role}"
