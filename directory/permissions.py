"""Who may do what with a listing or an organisation: questions about a person, asked of the rows of today.

An organisation's people edit its listings, a co-provider's people propose edits, coordinators do everything.
Being allowed to publish in the admin is what makes a coordinator.
"""

from django.db.models import F, QuerySet

from directory.choices import ServiceRoleKind, Standing
from directory.models import Organization, OrganizationRole, Service


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
    return can_edit_listing(user, service) or _makes_it_together(user, service)


def can_publish(user, service: Service) -> bool:
    """Whether the person may go live without review: only if the organisation is admitted and trusted."""
    trusted = editable_organizations(user).filter(
        pk=service.organization_id, may_publish=True, standing=Standing.ADMITTED
    )
    return can_moderate(user) or trusted.exists()


def can_accept_role(user, organization: Organization) -> bool:
    return can_moderate(user) or editable_organizations(user).filter(pk=organization.pk).exists()


def _makes_it_together(user, service: Service) -> bool:
    return Service.objects.filter(
        pk=service.pk,
        roles__role=ServiceRoleKind.CO_PROVIDER,
        roles__organization=F("role_acceptances__organization"),
        role_acceptances__role=ServiceRoleKind.CO_PROVIDER,
        role_acceptances__organization__in=editable_organizations(user),
    ).exists()
