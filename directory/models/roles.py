"""Other organisations' parts in a listing, and who accepted them."""

from django.db import models
from modelcluster.fields import ParentalKey

from directory.choices import ServiceRoleKind
from directory.models.closed_lists import only_known
from directory.models.organizations import Organization
from directory.models.services import Service


class ServiceRole(models.Model):
    """Another organisation's part in a listing. Public once it or a coordinator accepted that."""

    service = ParentalKey(Service, on_delete=models.CASCADE, related_name="roles")
    organization = models.ForeignKey(Organization, models.CASCADE, related_name="service_roles")
    role = models.CharField(max_length=20, choices=ServiceRoleKind)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["service", "organization", "role"], name="directory_servicerole_given_once"
            ),
            only_known("servicerole", "role", ServiceRoleKind.values),
        ]

    def __str__(self) -> str:
        return f"{self.organization} · {self.role}"


class RoleAcceptance(models.Model):
    """An accepted role, in a row of its own: an older draft cannot take it back (DESIGN, trap 17)."""

    service = models.ForeignKey(Service, models.CASCADE, related_name="role_acceptances")
    organization = models.ForeignKey(Organization, models.CASCADE, related_name="role_acceptances")
    role = models.CharField(max_length=20, choices=ServiceRoleKind)
    accepted_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["service", "organization", "role"], name="directory_roleacceptance_given_once"
            ),
            only_known("roleacceptance", "role", ServiceRoleKind.values),
        ]

    def __str__(self) -> str:
        return f"{self.service_id} · {self.organization_id} · {self.role}"


class RoleRefusal(models.Model):
    """A role that its organisation does not want: it is not offered again while the listing gives it."""

    service = models.ForeignKey(Service, models.CASCADE, related_name="role_refusals")
    organization = models.ForeignKey(Organization, models.CASCADE, related_name="role_refusals")
    role = models.CharField(max_length=20, choices=ServiceRoleKind)
    refused_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["service", "organization", "role"], name="directory_rolerefusal_given_once"
            ),
            only_known("rolerefusal", "role", ServiceRoleKind.values),
        ]

    def __str__(self) -> str:
        return f"{self.service_id} · {self.organization_id} · {self.role}"
