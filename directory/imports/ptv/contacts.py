"""Phone numbers, e-mail addresses and web pages of payloads."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

import phonenumbers
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator, validate_email

from directory.choices import PhoneKind
from directory.imports.ptv.plain_text import plain_text
from directory.imports.ptv.texts import first_text, language_of
from directory.imports.ptv.values import Link, Mailbox, PhoneNumber, Remarks, Texts
from directory.spoken import LANGUAGE_TAG
from directory.validators import validate_phone_number

Items = Iterable[Mapping[str, Any]] | None

KINDS = {"Phone": PhoneKind.VOICE, "Sms": PhoneKind.SMS, "Fax": PhoneKind.FAX}
#: What the register's kinds of charge mean, in the languages it has
CHARGES = {
    "Chargeable": {"fi": "Tavallinen puheluhinta", "sv": "Vanlig samtalsavgift", "en": "Normal call charge"},
    "FreeOfCharge": {"fi": "Maksuton", "sv": "Avgiftsfritt", "en": "Free of charge"},
}
#: "firstname.lastname@": how to guess an address, not an address
PATTERN_OF_NAMES = re.compile(
    r"^(etunimi|förnamn|fornamn|firstname)[.\-_](sukunimi|efternamn|lastname)@", re.IGNORECASE
)
LONGEST_URL = 500


def read_phones(
    items: Items, remarks: Remarks, *, name: Texts, hours: Texts, languages: tuple[str, ...]
) -> tuple[PhoneNumber, ...]:
    """The numbers, each once: the register repeats them for every language of their texts."""
    found: dict[tuple[str, str], PhoneNumber] = {}
    for item in items or []:
        number = _number(item, remarks)
        code = language_of(item) or "fi"
        if not number:
            continue
        key = (number, KINDS.get(item.get("type"), PhoneKind.VOICE))
        phone = found.setdefault(key, PhoneNumber(*key, {}, {}, {}, languages))
        about = (name.get(code) or first_text(name), plain_text(item.get("additionalInformation") or ""))
        _put(phone.name, code, ", ".join(filter(None, about)))
        _put(phone.hours, code, hours.get(code, ""))
        _put(phone.charge, code, _charge(item, code))
    return tuple(found.values())


def _number(item: Mapping[str, Any], remarks: Remarks) -> str:
    digits = (item.get("number") or "").strip()
    if not digits:
        return ""
    prefix = "" if item.get("isFinnishServiceNumber") else item.get("prefixNumber") or ""
    try:
        validate_phone_number(prefix + digits)
        number = phonenumbers.parse(prefix + digits, "FI")
    except (ValidationError, phonenumbers.NumberParseException):
        remarks.add(f"phone number {prefix}{digits} cannot be dialled: left out")
        return ""
    if not prefix:
        return digits
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL)


def _put(texts: Texts, code: str, value: str) -> None:
    if value:
        texts[code] = value


def _charge(item: Mapping[str, Any], code: str) -> str:
    described = plain_text(item.get("chargeDescription") or "")
    return described or CHARGES.get(item.get("serviceChargeType"), {}).get(code, "")


def read_emails(items: Items, remarks: Remarks) -> list[str]:
    """The addresses, each once, in their order."""
    emails = dict.fromkeys((item.get("value") or "").strip() for item in items or [])
    return [email for email in emails if email and _is_address(email, remarks)]


def _is_address(email: str, remarks: Remarks) -> bool:
    if PATTERN_OF_NAMES.match(email):
        remarks.add(f"{email} is a pattern of addresses, not one: left out")
        return False
    try:
        validate_email(email)
    except ValidationError:
        remarks.add(f"{email} is not an e-mail address: left out")
        return False
    return True


def read_mailboxes(items: Items, remarks: Remarks, *, title: Texts) -> tuple[Mailbox, ...]:
    return tuple(Mailbox(email, title) for email in read_emails(items, remarks))


def read_links(items: Items, remarks: Remarks, *, label: Texts, key: str = "url") -> tuple[Link, ...]:
    """Web addresses with their language; the item's own text goes before the common label."""
    links = {}
    for item in items or []:
        if url := read_url(item.get(key), remarks):
            code = language_of(item)
            own = item.get("value") if key != "value" else ""
            text = plain_text(own or item.get("name") or "") or label.get(code) or first_text(label)
            links.setdefault((url, code), Link(url, code, text))
    return tuple(links.values())


def read_url(value: str | None, remarks: Remarks) -> str:
    """A web address that can be followed; one written without https:// gets it."""
    url = (value or "").strip()
    if not url:
        return ""
    if "://" not in url:
        url = f"https://{url}"
    try:
        URLValidator(schemes=["http", "https"])(url)
    except ValidationError:
        url = ""
    if not url or len(url) > LONGEST_URL:
        remarks.add(f"{value} is not a web address that can be kept: left out")
        return ""
    return url


def read_languages(codes: Iterable[str] | None, remarks: Remarks) -> tuple[str, ...]:
    """Spoken languages as our tags."""
    tags = dict.fromkeys((code or "").lower() for code in codes or [])
    for tag in tags:
        if not LANGUAGE_TAG.match(tag):
            remarks.add(f"{tag!r} is not a language: left out")
    return tuple(tag for tag in tags if LANGUAGE_TAG.match(tag))
