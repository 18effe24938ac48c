"""Keys for sealing that come out of the site's secret key: each purpose has its own."""

import base64

from cryptography.fernet import Fernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings


def seals_of_the_site(purpose: bytes) -> list[Fernet]:
    """The first one seals; those of former secret keys (SECRET_KEY_FALLBACKS) open as well."""
    secrets = (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    return [Fernet(derived_key(secret, purpose)) for secret in secrets]


def derived_key(secret: str, purpose: bytes) -> bytes:
    """A key for Fernet, of the secret key of a site."""
    derived = HKDF(algorithm=SHA256(), length=32, salt=None, info=purpose).derive(secret.encode())
    return base64.urlsafe_b64encode(derived)
