"""Which fields of pages exist in all languages (read by django-modeltranslation). Never `Page` itself."""

from modeltranslation.translator import TranslationOptions, register

from pages import models


@register(models.EditorialPage)
class EditorialPageTranslation(TranslationOptions):
    fields = ("heading", "introduction")


@register(models.GuidesPage)
@register(models.ThemePathPage)
@register(models.ArticlePage)
@register(models.InformationPage)
class KindTranslation(TranslationOptions):
    fields = ()


@register(models.Publisher)
class PublisherTranslation(TranslationOptions):
    fields = ("name", "known_barriers")
