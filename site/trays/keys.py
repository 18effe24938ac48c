"""The two secrets of a tray: the key for changing gives the one for reading, not the reverse.

The database holds digests of both and neither key (docs/decisions/0015-trays.md).
"""

import hmac
import secrets
from hashlib import sha256

from guarding.typed import plain

#: Crockford's base 32: no letter is mistaken for a digit when it is typed from paper
ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
MISREAD = str.maketrans("ilo", "110", "- ")
BYTES = 16
LENGTH = 26
LONGEST_TYPED = 60
READING = b"reads a tray"


def new_key() -> str:
    """A secret of 128 bits that an address can hold."""
    return _spelled(secrets.token_bytes(BYTES))


def reading_key(changing_key: str) -> str:
    """The key for reading that belongs to a key for changing."""
    return _spelled(hmac.digest(changing_key.encode(), READING, "sha256")[:BYTES])


def canonical(typed: str) -> str:
    """A key as it was given out, whatever a person makes of it; empty for what is none."""
    key = plain(typed[:LONGEST_TYPED]).lower().translate(MISREAD)
    return key if len(key) == LENGTH and set(key) <= set(ALPHABET) else ""


def digest(key: str) -> str:
    """What the database knows a key by. The key is random: a plain hash keeps it."""
    return sha256(key.encode()).hexdigest()


def _spelled(secret: bytes) -> str:
    number = int.from_bytes(secret, "big")
    return "".join(ALPHABET[number >> (5 * place) & 31] for place in reversed(range(LENGTH)))
