"""Counting the texts of public listings by language. Grows with the listings: never in a request."""

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.db.models import Count, Q

from directory.choices import TextState
from directory.models import LanguageCount, Service, TranslationState


@transaction.atomic
def count_languages(now: datetime) -> None:
    """Replace all counts by those of `now`."""
    public = Service.objects.public()
    total, rows = public.count(), _rows(public)
    LanguageCount.objects.all().delete()
    LanguageCount.objects.bulk_create(
        LanguageCount(language_code=code, listings=total, counted_at=now, **(rows.get(code) or _numbers()))
        for code in settings.MODELTRANSLATION_LANGUAGES
    )


def _rows(public) -> dict[str, dict[str, int]]:
    counted = (
        TranslationState.objects.filter(service__in=public)
        .values("language_code")
        .annotate(
            **{state.value: Count("pk", filter=Q(state=state)) for state in TextState},
            outdated=Count("pk", filter=Q(is_outdated=True) & ~Q(state=TextState.WRITTEN)),
        )
    )
    return {row.pop("language_code"): row for row in counted}


def _numbers() -> dict[str, int]:
    return dict.fromkeys([*TextState.values, "outdated"], 0)
