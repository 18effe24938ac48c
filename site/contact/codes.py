"""The code by which a sender reads what became of her request.

It comes out of the key that her form had and of what she wrote: sent twice, a form makes one request with one
code; sent again with other words, it makes another one. The database holds a digest alone.
"""

import secrets

from django.utils.crypto import salted_hmac

from feedback.models import CODE_LENGTH, CODE_LETTERS
from guarding.typed import plain
from trays.keys import digest

LONGEST_KEY = 40
BITS = 5


def new_form_key() -> str:
    return secrets.token_urlsafe(24)


def code_of(form_key: str, written: str) -> str:
    """Sixty bits that nobody works out without the secret key of the site."""
    mixed = salted_hmac("contact.code", f"{form_key}\0{written}", algorithm="sha256").digest()
    number = int.from_bytes(mixed)
    return "".join(CODE_LETTERS[number >> (BITS * place) & 31] for place in range(CODE_LENGTH))


def digest_of(typed: str) -> str:
    """What the database knows a code by, whatever a person makes of it; empty for what is none."""
    code = "".join(letter for letter in plain(typed[:100]).upper() if letter.isascii() and letter.isalnum())
    return digest(code) if len(code) == CODE_LENGTH else ""


def grouped(code: str) -> str:
    """ "ABCD-EFGH-JKLM": as one copies it from a screen."""
    return "-".join(code[start : start + 4] for start in range(0, len(code), 4))
