"""How one reaches a listing or an organisation, written alike whoever wrote it down."""

from collections.abc import Iterator

import phonenumbers

from directory.models import Organization, Service


def ways_of(row: Service | Organization) -> Iterator[str]:
    """Phone, e-mail, web page."""
    for phone in row.phones.all():
        if number := _number(phone.number):
            yield f"tel:{number}"
    if row.email:
        yield f"mail:{row.email.casefold()}"
    if row.url:
        yield f"url:{row.url.casefold().partition('://')[2].removeprefix('www.').rstrip('/')}"


def _number(text: str) -> str:
    try:
        return phonenumbers.format_number(phonenumbers.parse(text, "FI"), phonenumbers.PhoneNumberFormat.E164)
    except phonenumbers.NumberParseException:
        return ""
