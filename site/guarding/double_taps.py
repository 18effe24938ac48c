"""How long the same thing sent again is a button that was tapped twice; after that it is meant once more."""

from datetime import datetime, timedelta

from django.utils import timezone

TWO_TAPS_WITHIN = timedelta(minutes=1)


def just_now() -> datetime:
    """Since when the same is one tap of two."""
    return timezone.now() - TWO_TAPS_WITHIN
