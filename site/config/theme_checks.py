"""Warns when the colours of a deployment's own style sheet are hard to read. They never end the start."""

from django.conf import settings
from django.core.checks import CheckMessage, Warning, register  # noqa: A004

from config.contrast import weak_pairs
from config.tokens import token_sheets

TAG = "theme"
HINT = "Change the custom properties in THEME_STYLESHEET, in both colour schemes: docs/operator.md."


@register(TAG)
def check_contrast(**_kwargs) -> list[CheckMessage]:
    if not settings.THEME_STYLESHEET:
        return []
    try:
        sheets = token_sheets()
    except (OSError, UnicodeDecodeError):
        return []  # config.checks names it
    return [Warning(f"Hard to read: {pair}.", hint=HINT, id="config.W001") for pair in weak_pairs(sheets)]
