"""Links in mails, by which a person confirms a listing without signing in."""

from dataclasses import dataclass
from datetime import date, timedelta
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core import signing
from django.shortcuts import resolve_url
from django.urls import NoReverseMatch, reverse
from django.utils.translation import override

from directory.models import Service

SALT = "confirming.link"
#: A mail that was put aside over a summer still works
WORKS_FOR = timedelta(days=90)


@dataclass(frozen=True)
class Link:
    """For whom a link is, about what, and when that had last been confirmed as it was sent."""

    service_id: int
    user_id: int
    assured_date: date


def make_key(link: Link) -> str:
    return signing.dumps([link.service_id, link.user_id, link.assured_date.isoformat()], salt=SALT)


def read_key(key: str) -> Link:
    """Raises signing.SignatureExpired for one that is too old, BadSignature for one that is not ours."""
    service_id, user_id, day = signing.loads(key, salt=SALT, max_age=WORKS_FOR)
    return Link(service_id, user_id, date.fromisoformat(day))


def address_of(service: Service, user, assured_date: date) -> str:
    """The whole address, in the person's language. The key is behind the question mark: no log keeps that."""
    key = make_key(Link(service.pk, user.pk, assured_date))
    with override(user.language_code):
        return f"{settings.SITE_URL.rstrip('/')}{reverse('confirm')}?{urlencode({'key': key})}"


def person_of(link: Link):
    """The account, unless it is gone or closed."""
    return get_user_model().objects.filter(pk=link.user_id, is_active=True).first()


def editor_address(service: Service) -> str:
    """Where a listing is edited: in the workspace, or where one signs in while that has no page for it."""
    try:
        return reverse("workspace:listing", args=[service.organization.slug, service.slug])
    except NoReverseMatch:
        return resolve_url(settings.LOGIN_URL)
