"""What is known of a business id. The default asks nobody; a deployment may name an adapter of its own."""

from typing import Protocol

from django.conf import settings
from django.utils.module_loading import import_string

from directory.validators import validate_business_id


class BusinessRegister(Protocol):
    def check(self, business_id: str) -> None:
        """Raise ValidationError for a business id that nobody has, in words for whoever wrote it."""


class CheckDigit:
    """Knows only whether the last digit fits the others: no register is asked."""

    def check(self, business_id: str) -> None:
        validate_business_id(business_id)


def business_register() -> BusinessRegister:
    return import_string(settings.BUSINESS_REGISTER)()
