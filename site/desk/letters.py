"""What the desk writes to partners. Each function gives back one that writes in the language then active."""

from collections.abc import Callable

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.mail import Letter
from directory.models import Service


def returned(listing: Service, comment: str) -> Callable[[], Letter]:
    """An edit comes back: what the coordinator asks for, and where to do it."""

    def write() -> Letter:
        address = reverse("workspace:listing", args=[listing.organization.slug, listing.slug])
        return Letter(
            subject=f"{_('Returned with a comment')} – {listing}",
            paragraphs=(_("The coordinator says:"), comment),
            button=_("Open the listing"),
            url=f"{settings.SITE_URL.rstrip('/')}{address}",
        )

    return write
