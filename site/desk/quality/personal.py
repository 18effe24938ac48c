"""Personal data in texts that anyone can read: identity codes, people's own addresses and mobile numbers."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

import phonenumbers
from django.db import models
from django.utils.translation import pgettext_lazy

from feedback.identity_codes import has_identity_code
from guarding.typed import plain
from trays.personal import numbers_of_people


class What(models.TextChoices):
    IDENTITY = "identity", pgettext_lazy("personal data", "A personal identity code")
    MAIL = "mail", pgettext_lazy("personal data", "A person's e-mail address")
    MOBILE = "mobile", pgettext_lazy("personal data", "A mobile number that is not among the phone numbers")


#: What may hold a number at all: a search for numbers in every text of a city takes minutes
DIGITS = re.compile(r"\d(?:[\s().\u2010-\u2013/-]*\d){5}")
MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
#: Where people have addresses of their own, and organisations of volunteers too: somebody has to look
OF_PEOPLE = re.compile(
    r"(?:gmail|googlemail|hotmail|outlook|live|yahoo|icloud|me|proton|protonmail|gmx|mail|kolumbus|luukku|suomi24|"
    r"elisanet|netti|pp\.inet|welho|saunalahti)\.(?:com|fi|net|org|me|ru|de)"
)
#: A first name and a surname; each part of letters alone
NAME = re.compile(r"[^\W\d_]{2,}(?:-[^\W\d_]+)?[._][^\W\d_]{2,}(?:-[^\W\d_]+)?")
#: Words of addresses that are an office's, in Finnish, Swedish and English, by their beginnings
OFFICES = re.compile(
    r"(?:^|[._-])(?:info|asiakas|neuvon|toimisto|palvelu|ilmoit|perhe|keskus|koulu|posti|kirjaamo|office|contact|service|help|apu|"
    r"tuki|ryhm|kerho|yhdistys|kirjasto|nuoriso|hallinto|kansl|r[åa]dgiv|anm[äa]l|f[öo]rening|support|team|desk)"
)


@dataclass(frozen=True)
class Published:
    """Addresses and numbers that stand where they belong."""

    mails: frozenset[str] = frozenset()
    numbers: frozenset[str] = frozenset()

    @classmethod
    def of(cls, mails: Collection[str], numbers: Collection[str]) -> "Published":
        return cls(
            frozenset(mail.casefold() for mail in mails if mail), frozenset(filter(None, map(_full, numbers)))
        )


def personal_data(text: str, published: Published) -> Iterator[What]:
    """What kinds of it are in a text, each once."""
    if "@" not in text and not any(map(str.isdecimal, text)):
        return
    read = plain(text)
    if has_identity_code(read):
        yield What.IDENTITY
    if any(_is_of_person(mail.casefold(), published) for mail in MAIL.findall(read)):
        yield What.MAIL
    if DIGITS.search(read) and any(
        _written(each) not in published.numbers for each in numbers_of_people(read)
    ):
        yield What.MOBILE


def _is_of_person(mail: str, published: Published) -> bool:
    name, _at, domain = mail.rstrip(".").partition("@")
    if mail.rstrip(".") in published.mails or OFFICES.search(name):
        return False
    return bool(OF_PEOPLE.fullmatch(domain) or NAME.fullmatch(name))


def _full(number: str) -> str:
    try:
        return _written(phonenumbers.parse(plain(number), "FI"))
    except phonenumbers.NumberParseException:
        return ""


def _written(number: phonenumbers.PhoneNumber) -> str:
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
