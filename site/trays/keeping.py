"""Trays tied to an account, for those who are signed in and want it."""

from cryptography.fernet import InvalidToken, MultiFernet
from django.conf import settings
from django.db import transaction
from django.http import HttpRequest

from guarding.remains import clear_remains
from guarding.sealing import seals_of_the_site
from trays.changes import OwnTray
from trays.models import KeptTray, Tray

PURPOSE = b"tarjotin: keys of trays"
MOST = 100


def maker_of(request: HttpRequest):
    """Whoever is signed in, or None. Without a session's cookie none is read: the page is for everybody."""
    is_known = settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.is_authenticated
    return request.user if is_known else None


def is_kept(tray: Tray, user) -> bool:
    return KeptTray.objects.filter(tray=tray, user=user).exists()


def keep(own: OwnTray, user) -> None:
    """Tie a tray to an account, once. Beyond MOST the oldest tie goes."""
    sealed = _seals().encrypt(own.key.encode())
    KeptTray.objects.get_or_create(tray=own.tray, user=user, defaults={"sealed_key": sealed})
    beyond = user.kept_trays.values_list("pk", flat=True)[MOST:]
    KeptTray.objects.filter(pk__in=list(beyond)).delete()


@transaction.atomic
def untie(tray: Tray, user) -> None:
    transaction.on_commit(clear_remains, robust=True)
    KeptTray.objects.filter(tray=tray, user=user).delete()


def kept_by(user) -> list[OwnTray]:
    """The trays that can still be opened, the last tied first. One query."""
    ties = KeptTray.objects.filter(user=user, tray__in=Tray.objects.open()).select_related("tray")
    return [OwnTray(key, tie.tray) for tie in ties if (key := _key_of(tie))]


def _key_of(tie: KeptTray) -> str:
    """Empty where it was sealed with a secret key that is not known any more."""
    try:
        return _seals().decrypt(bytes(tie.sealed_key)).decode()
    except InvalidToken:
        return ""


def _seals() -> MultiFernet:
    return MultiFernet(seals_of_the_site(PURPOSE))
