"""Remembering which language a person works on beside the original one."""

from django.conf import settings
from django.http import HttpRequest


def remember_language(request: HttpRequest, *_object) -> None:
    """Hook before the form of an object: `?language=so` chooses the language for this and the next ones."""
    chosen = request.GET.get("language", "")
    user = request.user
    if chosen in settings.MODELTRANSLATION_LANGUAGES and chosen != user.translation_language:
        user.translation_language = chosen
        user.save(update_fields=["translation_language"])
