"""Which texts of ready-made trays exist in all languages (read by django-modeltranslation)."""

from modeltranslation.translator import TranslationOptions, register

from trays import models


@register(models.ReadyTray)
class ReadyTrayTranslation(TranslationOptions):
    fields = ("name", "greeting")


@register(models.ReadyTrayItem)
class ReadyTrayItemTranslation(TranslationOptions):
    fields = ("note",)
