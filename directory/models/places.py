"""Areas of the city and the places where people meet."""

from functools import reduce
from operator import or_

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from modeltranslation.utils import build_localized_fieldname

from directory.choices import AccessibilityFeature, AreaKind
from directory.models.checks import Check
from directory.models.closed_lists import only_known
from directory.models.codes import CodeListField
from directory.models.phones import Phone
from directory.models.shapes import has_slug, is_shaped
from directory.models.translated import TranslatedModel
from directory.querysets import LocationQuerySet
from directory.validators import validate_postal_code, validate_web_address


def _columns(field: str) -> list[str]:
    return [build_localized_fieldname(field, code) for code in settings.MODELTRANSLATION_LANGUAGES]


def _has_text(field: str) -> Q:
    """That there is a text in at least one language."""
    some = (Q(**{f"{name}__isnull": False}) & ~Q(**{name: ""}) for name in _columns(field))
    return reduce(or_, some)


class Area(TranslatedModel):
    """A neighbourhood or a major district; a district knows its postal codes."""

    slug = models.SlugField(unique=True)
    kind = models.CharField(max_length=20, choices=AreaKind)
    name = models.CharField(_("name"), max_length=100)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    latitude = models.FloatField(null=True, blank=True)
    longitude = models.FloatField(null=True, blank=True)
    postal_codes = models.JSONField(default=list, blank=True)

    class Meta:
        constraints = [
            has_slug("area"),
            Check(condition=~Q(parent=F("pk")), name="directory_area_is_not_its_own_parent"),
            only_known("area", "kind", AreaKind.values),
        ]

    def __str__(self) -> str:
        return self.name_fi or self.slug


class Location(TranslatedModel):
    """A place with an address. It has a life of its own: many listings may meet there."""

    slug = models.SlugField(unique=True, max_length=120)
    organization = models.ForeignKey(
        "directory.Organization",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="locations",
        verbose_name=_("organisation"),
    )
    name = models.CharField(_("name"), max_length=200)
    description = models.TextField(_("description"), blank=True, max_length=1000)
    transportation = models.TextField(_("how to get there"), blank=True, max_length=500)
    street_address = models.CharField(_("street address"), max_length=200, blank=True)
    postal_code = models.CharField(
        _("postal code"), max_length=5, blank=True, validators=[validate_postal_code]
    )
    city = models.CharField(_("city"), max_length=100, blank=True)
    area = models.ForeignKey(
        Area, models.PROTECT, null=True, blank=True, related_name="locations", verbose_name=_("area")
    )
    latitude = models.FloatField(null=True, blank=True)
    longitude = models.FloatField(null=True, blank=True)
    url = models.URLField(_("web page"), blank=True, max_length=500, validators=[validate_web_address])
    email = models.EmailField(_("e-mail"), blank=True)
    accessibility = CodeListField(codes=AccessibilityFeature.values, verbose_name=_("accessibility"))
    is_family_centre = models.BooleanField(_("family centre"), default=False)
    is_shared = models.BooleanField(_("others may meet here"), default=False)
    is_address_hidden = models.BooleanField(_("the address is not shown"), default=False)
    picture = models.ForeignKey(
        "directory.Picture",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("picture"),
    )
    picture_text = models.CharField(
        _("what the picture shows"),
        max_length=250,
        blank=True,
        help_text=_("Read aloud to people who do not see the picture."),
    )

    objects = LocationQuerySet.as_manager()

    class Meta:
        verbose_name_plural = _("Places")
        constraints = [
            has_slug("location"),
            is_shaped("location", "postal_code", r"[0-9]{5}"),
            Check(
                condition=Q(latitude__isnull=True, longitude__isnull=True)
                # A comparison with nothing is neither true nor false, and a database lets it pass
                | Q(
                    latitude__isnull=False,
                    longitude__isnull=False,
                    latitude__range=(-90, 90),
                    longitude__range=(-180, 180),
                ),
                name="directory_location_has_both_coordinates_or_none",
            ),
            Check(
                condition=Q(picture__isnull=True) | _has_text("picture_text"),
                name="directory_location_picture_has_its_text",
            ),
        ]

    def __str__(self) -> str:
        return self._first("name") or self.slug

    def clean(self):
        super().clean()
        if self.picture_id and not self._first("picture_text"):
            raise ValidationError({"picture_text_fi": _("Say what the picture shows.")})
        if self.picture_id and self.is_address_hidden:
            raise ValidationError({"picture": _("A picture would give the address away. Take it out.")})

    def _first(self, field: str) -> str:
        """The text of a field in the first language that has one, Finnish before all others."""
        return next(filter(None, (getattr(self, name) for name in _columns(field))), "")


class LocationPhone(Phone):
    """A number that reaches a place."""

    location = models.ForeignKey(Location, models.CASCADE, related_name="phones")
