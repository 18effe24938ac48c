"""Secrets that stand in the links of mails. The database knows their digests only."""

import secrets
from hashlib import sha256


def new_token() -> str:
    """256 bits, for an address."""
    return secrets.token_urlsafe(32)


def digest_of(token: str) -> str:
    """A long random secret needs no slow hash, and is looked up by its digest."""
    return sha256(token.encode()).hexdigest()
