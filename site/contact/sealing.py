"""Sealing what a family wrote: with the first key, opened with any of them (docs/decisions/0016)."""

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings

from guarding.sealing import seals_of_the_site

PURPOSE = b"tarjotin: help requests"


class SealedError(Exception):
    """No key of today opens it."""


def seal(text: str) -> bytes:
    return _keys().encrypt(text.encode())


def unseal(sealed: bytes) -> str:
    try:
        return _keys().decrypt(bytes(sealed)).decode()
    except InvalidToken as error:
        raise SealedError from error


def reseal(sealed: bytes) -> bytes:
    """The same under the first key."""
    try:
        return _keys().rotate(bytes(sealed))
    except InvalidToken as error:
        raise SealedError from error


def _keys() -> MultiFernet:
    """That of the site's secret key seals where no key is set, and opens what it sealed."""
    own = [Fernet(key) for key in settings.HELP_REQUEST_KEYS]
    return MultiFernet([*own, *seals_of_the_site(PURPOSE)])
