"""Counting the texts of public listings by language. Grows with the listings: never in a request."""

from datetime import date, datetime

from django.conf import settings
from django.db import transaction
from django.db.models import Count, Q
from django.utils import timezone

from directory.choices import TextState
from directory.models import LanguageCount, Service, TranslationState


@transaction.atomic
def count_languages(now: datetime) -> None:
    """Bring the counts to those of `now`; on the same day one that says the same already is left alone."""
    public = Service.objects.public()
    total, rows = public.count(), _rows(public)
    today, stored = (
        timezone.localdate(now),
        {count.language_code: count for count in LanguageCount.objects.all()},
    )
    for code in settings.MODELTRANSLATION_LANGUAGES:
        numbers = {"listings": total, **(rows.get(code) or _numbers())}
        if not _says(stored.get(code), numbers, today):
            LanguageCount.objects.update_or_create(
                language_code=code, defaults={"counted_at": now, **numbers}
            )


def _says(count: LanguageCount | None, numbers: dict[str, int], today: date) -> bool:
    return (
        count is not None
        and timezone.localdate(count.counted_at) == today
        and all(getattr(count, name) == number for name, number in numbers.items())
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
