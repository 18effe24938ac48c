"""What a tray refuses in its texts: identity numbers, and telephone numbers that belong to a person."""

import re
from collections.abc import Iterator

import phonenumbers
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from phonenumbers import PhoneNumberType

from guarding.typed import plain

#: Form of a personal identity code with the signs of 2023: https://dvv.fi/en/personal-identity-code
IDENTITY_CODE = re.compile(
    r"(?<![0-9A-Za-z])[0-3]\d[01]\d{3}\s?[-+A-FU-Y]\s?\d{3}[0-9A-Z](?![0-9A-Za-z])", re.I
)
#: Numbers of desks and offices: a contact person may be called there
OF_OFFICES = (
    PhoneNumberType.FIXED_LINE,
    PhoneNumberType.TOLL_FREE,
    PhoneNumberType.SHARED_COST,
    PhoneNumberType.UAN,
    PhoneNumberType.PREMIUM_RATE,
)


def validate_no_person(text: str) -> None:
    read = plain(text)
    if IDENTITY_CODE.search(read):
        raise ValidationError(_("Take out the personal identity code. It must not be in a tray."))
    if any(numbers_of_people(read)):
        raise ValidationError(
            _("Take out the mobile number. A tray may be seen by others; an office number is fine.")
        )


def numbers_of_people(read: str) -> Iterator[phonenumbers.PhoneNumber]:
    """Telephone numbers in a plain text that may be a person's own."""
    for match in phonenumbers.PhoneNumberMatcher(read, "FI"):
        if phonenumbers.number_type(match.number) not in OF_OFFICES:
            yield match.number
