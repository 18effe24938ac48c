"""A word for each place of the world: where one turns up, it is known whence it comes."""

from hashlib import sha256

#: Places that readers see
PUBLIC = (
    *("organisation", "live listing", "public version", "place", "address"),
    *("network", "topic", "helpline", "publisher", "page", "partner without a role"),
    "ready-made tray",
)
#: Places that no reader sees
SECRET = (
    *("draft listing", "waiting edit", "returned edit", "withdrawn listing"),
    *("listing that is over", "listing that expired", "listing that begins later"),
    *("applied organisation", "suspended organisation", "listing of a suspended one"),
    "place of a suspended one",
    *("reason of a withdrawal", "reason of a suspension", "comment of a return"),
    *("hidden address", "private network", "note of a meeting", "person whose time is over"),
    *("draft page", "waiting edit of a page", "page taken back"),
    *("title of a picture", "name of a picture file", "blunt word"),
    *("name of an applicant", "words of an applicant", "e-mail of an invited person"),
    *("e-mail of an owner", "e-mail of an editor", "group", "collection", "document"),
    "value of another register",
    "words of feedback",
    *("words of a help request", "note about a help request"),
    *("title of a tray", "greeting of a tray", "note of a tray"),
    "hidden ready-made tray",
    *("note of a gap", "note about a partner", "alert that is planned"),
    *("note of a partnership", "document of a partnership", "address on a mailing list"),
    *("minutes of a meeting", "broken link"),
)
#: No word of any language has these letters alone, and none is near another one
LETTERS = "bcdfghjklmnpqrtvwxz"
LENGTH = 16


def word_of(place: str) -> str:
    """The word that stands in a place, always the same one: a new place is public or secret."""
    if place not in PUBLIC + SECRET:
        raise ValueError(f"Is {place} public or secret?")
    return invented(place)


def invented(seed: str) -> str:
    """A word that nobody has written anywhere."""
    digits = sha256(seed.encode()).digest()[:LENGTH]
    return "".join(LETTERS[digit % len(LETTERS)] for digit in digits)
