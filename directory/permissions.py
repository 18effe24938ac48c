"""Who may do what with a listing or an organisation: questions about a person, asked of the rows of today.

An organisation's people edit its listings, a co-provider's people propose edits, a host's people cancel
sessions in their rooms, coordinators do everything.
Being allowed to publish in the admin is what makes a coordinator.
"""

from django.db.models import F, QuerySet

from directory.choices import PersonRole, ServiceRoleKind, Standing
from directory.models import LanguageChecker, Location, Organization, OrganizationRole, Service


def can_moderate(user) -> bool:
    return user.is_active and user.has_perm("directory.publish_service")


def can_set_standing(user) -> bool:
    """Whether the person decides which organisations are partners of the city."""
    return can_moderate(user)


def editable_organizations(user) -> QuerySet[Organization]:
    """Organisations the person acts for today, as owner or editor."""
    if not user.is_active:
        return Organization.objects.none()
    roles = OrganizationRole.objects.current().filter(user=user)
    return Organization.objects.filter(person_roles__in=roles).exclude(standing=Standing.ENDED).distinct()


def can_edit_listing(user, service: Service) -> bool:
    return can_moderate(user) or editable_organizations(user).filter(pk=service.organization_id).exists()


def can_submit(user, service: Service) -> bool:
    """Whether the person may save an edit and send it to review: also somebody of an accepted co-provider."""
    if can_edit_listing(user, service):
        return True
    return _has_accepted(ServiceRoleKind.CO_PROVIDER, service, editable_organizations(user))


def can_publish(user, service: Service) -> bool:
    """Whether the person may go live without review: only if the organisation is admitted and trusted."""
    trusted = editable_organizations(user).trusted().filter(pk=service.organization_id)
    return can_moderate(user) or trusted.exists()


def may_publish(organization: Organization) -> bool:
    """Whether an organisation is trusted today: by the city's word, or by a partnership of this day."""
    return Organization.objects.trusted().filter(pk=organization.pk).exists()


def places_open_to(organization: Organization) -> QuerySet[Location]:
    """Where an organisation may meet today: its right to a family centre ends with its partnership."""
    return Location.objects.open_to(organization)


def can_keep_networks(user) -> bool:
    """Whether the person keeps the ledger of partnerships, and networks with their members and meetings."""
    return can_moderate(user)


def can_manage_people(user, organization: Organization) -> bool:
    """Whether the person invites others to an organisation and takes them out: its owners do."""
    if can_moderate(user):
        return True
    if not editable_organizations(user).filter(pk=organization.pk).exists():
        return False
    owners = OrganizationRole.objects.current().filter(organization=organization, role=PersonRole.OWNER)
    return owners.filter(user=user).exists()


def can_accept_role(user, organization: Organization) -> bool:
    return can_moderate(user) or editable_organizations(user).filter(pk=organization.pk).exists()


def can_check(user, language: str) -> bool:
    """Whether the person may say, for any partner, that texts in a language are right."""
    return user.is_active and LanguageChecker.objects.filter(user=user, language_code=language).exists()


def can_edit_place(user, location: Location) -> bool:
    """Whether the person may change a place: somebody of the organisation whose it is."""
    return can_moderate(user) or editable_organizations(user).filter(pk=location.organization_id).exists()


def can_cancel_session(user, service: Service, location: Location | None) -> bool:
    """Whether the person may cancel a session at a place: also somebody of the host whose place it is."""
    if can_edit_listing(user, service):
        return True
    if location is None:
        return False
    hosts = editable_organizations(user).filter(locations=location)
    return _has_accepted(ServiceRoleKind.HOST, service, hosts)


def _has_accepted(role: str, service: Service, organizations: QuerySet[Organization]) -> bool:
    """Whether one of the organisations has this part in a listing, and said that it has."""
    return Service.objects.filter(
        pk=service.pk,
        roles__role=role,
        roles__organization=F("role_acceptances__organization"),
        role_acceptances__role=role,
        role_acceptances__organization__in=organizations,
    ).exists()
