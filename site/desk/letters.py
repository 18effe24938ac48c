"""What the desk writes to partners and coordinators.

Each function gives back one that writes in the language then active.
"""

from collections.abc import Callable

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from accounts.mail import Letter
from accounts.models import Application
from desk.queue.kinds import APPLICATION, REVIEW, Kind
from directory.choices import ServiceRoleKind
from directory.models import OrganizationRole, Service, ServiceRole

Writer = Callable[[], Letter]


def returned(listing: Service, comment: str, address: Callable[[], str]) -> Writer:
    """An edit comes back: what the coordinator asks for, and where to do it."""
    return lambda: Letter(
        subject=f"{_('Returned with a comment')} – {listing}",
        paragraphs=_said(comment),
        button=_("Open the listing"),
        url=address(),
    )


def approved(
    listing: Service, comment: str, address: Callable[[], str], *, is_corrected: bool = False
) -> Writer:
    """An edit was approved, perhaps with words of the city's, and where one goes on working on it."""

    def write() -> Letter:
        correction = (_("The city corrected words of it before it was approved"),) if is_corrected else ()
        return Letter(
            subject=f"{_('Approved')} – {listing}",
            paragraphs=(
                _("The city has read your listing and approved it."),
                *correction,
                *_said(comment),
            ),
            button=_("Open the listing"),
            url=address(),
        )

    return write


def waits(listing: Service) -> Writer:
    """To a coordinator: something was sent to review, and where it is decided."""
    return lambda: Letter(
        subject=f"{_('Waits for review')} – {listing}",
        paragraphs=(f"{listing.organization} – {listing}",),
        button=_("Open the listing"),
        url=_address_of_item(REVIEW, listing.pk),
    )


def applied(application: Application) -> Writer:
    """To a coordinator: somebody wants to be a partner, or to take care of what is listed already."""
    kind = Kind.CLAIM if application.is_claim else Kind.PARTNER
    return lambda: Letter(
        subject=f"{kind.label} – {application.organization}",
        paragraphs=(str(application.organization),),
        button=pgettext("menu", "What waits"),
        url=_address_of_item(APPLICATION, application.pk),
    )


def address_for(editor, listing: Service) -> Callable[[], str]:
    """Where the editor finds the listing, in the language then active: in the workspace of the partner
    she works for, its provider or one of those who make it with it; as one of the staff in the admin.
    """
    together = ServiceRole.objects.filter(service=listing, role=ServiceRoleKind.CO_PROVIDER)
    roles = OrganizationRole.objects.current().filter(user=editor).select_related("organization")
    own = roles.filter(organization=listing.organization_id).first()
    role = own or roles.filter(organization__in=together.values("organization")).first()
    route, arguments = (
        ("workspace:listing", [role.organization.slug, listing.slug])
        if role
        else ("wagtailsnippets_directory_service:edit", [listing.pk])
    )
    return lambda: f"{settings.SITE_URL.rstrip('/')}{reverse(route, args=arguments)}"


def _said(comment: str) -> tuple[str, ...]:
    return (_("The coordinator says:"), comment) if comment.strip() else ()


def _address_of_item(what: str, number: int) -> str:
    return f"{settings.SITE_URL.rstrip('/')}{reverse('desk_item', args=[what, number])}"
