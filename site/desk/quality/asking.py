"""Ask those who act for a partner whether a listing is still right."""

from collections.abc import Callable
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.mail import Letter, send_later
from confirming.links import address_of
from desk.models import Finding
from desk.quality.kinds import Kind
from directory.models import Assurance, OrganizationRole, Service

#: Nobody is asked again before that
PATIENCE = timedelta(days=14)


def was_asked(finding: Finding | None) -> bool:
    return bool(finding and finding.asked_at and finding.asked_at > timezone.now() - PATIENCE)


@transaction.atomic
def ask_partner(kind: Kind, listing: Service) -> int:
    """Write to the people of its partner, in their languages, and say to how many."""
    roles = OrganizationRole.objects.current().filter(organization=listing.organization_id)
    people = [role.user for role in roles.filter(user__is_active=True).select_related("user")]
    if people:
        _remember(kind, listing)
    for person in people:
        send_later(_letter(listing, person), to=person.email, language=person.language_code)
    return len(people)


def _remember(kind: Kind, listing: Service) -> None:
    row, _is_new = Finding.objects.select_for_update().get_or_create(
        key=f"{kind}:{listing.pk}", defaults={"kind": kind, "service": listing}
    )
    row.asked_at, row.state, row.closed_at = timezone.now(), Finding.State.OPEN, None
    row.save(update_fields=["asked_at", "state", "closed_at"])


def _letter(listing: Service, person) -> Callable[[], Letter]:
    def write() -> Letter:
        return Letter(
            subject=f"{_('Is this still right?')} – {listing}",
            paragraphs=(
                _("The city asks you to look at this listing of yours and to confirm that it is right."),
                str(listing),
            ),
            button=_("Look and confirm"),
            url=_address(listing, person),
        )

    return write


def _address(listing: Service, person) -> str:
    """By which she confirms without signing in; a listing that nobody ever confirmed is confirmed inside."""
    if assurance := Assurance.objects.filter(service=listing).first():
        return address_of(listing, person, assurance.assured_date)
    address = reverse("workspace:listing", args=[listing.organization.slug, listing.slug])
    return f"{settings.SITE_URL.rstrip('/')}{address}"
