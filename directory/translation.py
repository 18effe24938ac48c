"""Which fields exist in all fifteen languages (read by django-modeltranslation)."""

from modeltranslation.translator import TranslationOptions, register

from directory import models


@register(models.Organization)
class OrganizationTranslation(TranslationOptions):
    fields = ("name", "alternate_name", "description")


@register(models.Area)
@register(models.Taxonomy)
class NameTranslation(TranslationOptions):
    fields = ("name",)


@register(models.TaxonomyTerm)
class TaxonomyTermTranslation(TranslationOptions):
    fields = ("name", "phrase")


@register(models.Location)
class LocationTranslation(TranslationOptions):
    fields = ("name", "description", "transportation", "picture_text")


@register(models.Service)
class ServiceTranslation(TranslationOptions):
    fields = (
        "name",
        "alternate_name",
        "summary",
        "description",
        "application_process",
        "eligibility_description",
        "fees_description",
        "first_time",
        "alert",
    )


@register(models.ServiceAtLocation)
@register(models.Schedule)
class DescriptionTranslation(TranslationOptions):
    fields = ("description",)


@register(models.ScheduleDate)
class ReasonTranslation(TranslationOptions):
    fields = ("reason",)


@register(models.OrganizationPhone)
@register(models.LocationPhone)
@register(models.ServicePhone)
class PhoneTranslation(TranslationOptions):
    fields = ("name", "hours", "charge")


@register(models.ServiceContact)
class ContactTranslation(TranslationOptions):
    fields = ("title",)


@register(models.ServiceUrl)
class LabelTranslation(TranslationOptions):
    fields = ("label",)


@register(models.ServicePicture)
class PictureTextTranslation(TranslationOptions):
    fields = ("text",)


@register(models.Helpline)
class HelplineTranslation(TranslationOptions):
    fields = ("name", "description")


@register(models.Network)
class NetworkTranslation(TranslationOptions):
    fields = ("name", "theme")


@register(models.Alert)
class AlertTranslation(TranslationOptions):
    fields = ("text",)
