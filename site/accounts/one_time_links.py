"""Links that sign in once, for a first superuser or where no mail arrives. Only an operator makes them."""

from django.core import signing

from accounts.models import User

SALT = "accounts.one_time_links"
#: Seconds in which it can be used
LASTS = 15 * 60


def token_for(user: User) -> str:
    """Signing in changes the day of the last sign-in, and so the token: it works once."""
    return signing.dumps([user.pk, _stamp(user)], salt=SALT)


def user_of(token: str) -> User | None:
    try:
        pk, stamp = signing.loads(token, salt=SALT, max_age=LASTS)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    user = User.objects.with_business().filter(pk=pk).first()
    return user if user and _stamp(user) == stamp else None


def _stamp(user: User) -> str:
    return user.last_login.isoformat() if user.last_login else ""
