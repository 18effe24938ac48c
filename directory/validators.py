"""Rules for single values: business ids, phone numbers, postal codes, web addresses, recurrence rules."""

import re
from collections.abc import Callable
from urllib.parse import urlsplit

import phonenumbers
from django.core.exceptions import ValidationError
from django.utils.deconstruct import deconstructible
from django.utils.translation import gettext_lazy as _

from directory.dates.recurrences import parse_rule

BUSINESS_ID = re.compile(r"(\d{7})-(\d)", re.ASCII)
BUSINESS_ID_WEIGHTS = (7, 9, 10, 5, 8, 4, 2)
POSTAL_CODE = re.compile(r"\d{5}", re.ASCII)
#: Digits, and what people group them with: phonenumbers skips words and takes letters for digits
PHONE_NUMBER = re.compile("[\\d \u00a0()+./\u2010\u2011\u2013-]+")


def validate_business_id(value: str) -> None:
    """Check the form and the check digit of a Finnish business id.

    Source: Finnish Patent and Registration Office and Tax Administration,
    "Yritys- ja yhteisötunnuksen tarkistusmerkki".
    """
    match = BUSINESS_ID.fullmatch(value)
    if not match:
        raise ValidationError(
            _("Write the business id as seven digits, a hyphen and one digit, for example 0123456-2.")
        )
    remainder = sum(int(d) * w for d, w in zip(match[1], BUSINESS_ID_WEIGHTS, strict=True)) % 11
    if remainder == 1 or int(match[2]) != (11 - remainder) % 11:
        raise ValidationError(
            _("This business id has a wrong digit. Check it in the business register (ytj.fi).")
        )


def validate_phone_number(value: str) -> None:
    """Accept what could be dialled from Finland: full numbers and short ones such as 112.

    Possible, not assigned: number ranges open faster than lists of them are updated.
    """
    try:
        number = phonenumbers.parse(value, "FI") if PHONE_NUMBER.fullmatch(value) else None
    except phonenumbers.NumberParseException:
        number = None
    if number is None:
        raise ValidationError(_("Write the phone number with digits only, for example 09 310 1234."))
    if not (
        phonenumbers.is_possible_number(number)
        or phonenumbers.is_possible_short_number_for_region(number, "FI")
    ):
        raise ValidationError(_("This phone number is too short or too long."))


def validate_postal_code(value: str) -> None:
    if not POSTAL_CODE.fullmatch(value):
        raise ValidationError(_("A postal code has five digits, for example 00930."))


def validate_web_address(value: str) -> None:
    if not _is_web_address(value):
        raise ValidationError(_("Write the whole web address. It begins with https://"))


def _is_web_address(value: str) -> bool:
    """Marks that turn the direction of text would show another address than the one that opens."""
    if not value.isprintable():
        return False
    try:
        parts = urlsplit(value)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname)


def validate_rule(value: str) -> None:
    """Check an RFC 5545 RRULE value without DTSTART, of the parts that sessions are made from."""
    try:
        parse_rule(value)
    except ValueError as error:
        raise ValidationError(_("This is not a rule for repeating dates.")) from error


def validate_list(value: object, is_known: Callable[[object], object]) -> None:
    """Accept a JSON list of distinct things that are all known."""
    if not isinstance(value, list) or len(set(map(str, value))) != len(value):
        raise ValidationError(_("Choose from the list, each only once."))
    if unknown := [code for code in value if not is_known(code)]:
        raise ValidationError(_("Not in the list: %(codes)s"), params={"codes": ", ".join(map(str, unknown))})


@deconstructible
class CodeListValidator:
    """A JSON list of distinct codes out of a closed list."""

    def __init__(self, codes: tuple[str, ...]):
        self.codes = codes

    def __call__(self, value: object) -> None:
        validate_list(value, self.codes.__contains__)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, CodeListValidator) and other.codes == self.codes

    def __hash__(self) -> int:
        return hash(self.codes)


def validate_https(value: str) -> None:
    """As `validate_web_address`, and only what nobody on the way can read."""
    if not (_is_web_address(value) and urlsplit(value).scheme == "https"):
        raise ValidationError(_("Write the whole web address. It begins with https://"))


def validate_documents(value: object) -> None:
    """Accept a JSON list of documents: a title, which may be empty, and an https address each."""
    for document in value if isinstance(value, list) else [None]:
        if not isinstance(document, dict) or document.keys() != {"title", "url"}:
            raise ValidationError(_("Write the whole web address. It begins with https://"))
        validate_https(document["url"])
