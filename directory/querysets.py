"""Questions to the database, named so that a sentence reads: `Service.objects.public()`."""

import datetime

from django.db import models
from django.db.models import Q
from django.utils import timezone

from directory.choices import ServiceRoleKind, Standing


class OrganizationQuerySet(models.QuerySet):
    def public(self):
        return self.filter(standing=Standing.ADMITTED)


class OrganizationRoleQuerySet(models.QuerySet):
    def current(self, date: datetime.date | None = None):
        """Roles in force on a day (today)."""
        day = date or timezone.localdate()
        return self.filter(Q(valid_until__isnull=True) | Q(valid_until__gte=day), valid_from__lte=day)


class LocationQuerySet(models.QuerySet):
    def pickable_by(self, organization_ids):
        """Places an organisation may use for its sessions: its own and shared ones."""
        return self.filter(Q(organization__in=organization_ids) | Q(is_shared=True))


class TaxonomyTermQuerySet(models.QuerySet):
    def of(self, taxonomy: str):
        return self.filter(taxonomy__slug=taxonomy)


class ServiceQuerySet(models.QuerySet):
    def public(self, date: datetime.date | None = None):
        """Listings a reader may see: live, of an admitted organisation, not over."""
        day = date or timezone.localdate()
        return self.filter(
            Q(valid_until__isnull=True) | Q(valid_until__gte=day),
            live=True,
            organization__standing=Standing.ADMITTED,
        )

    def of_organization(self, organization):
        """Listings an organisation provides or makes together with others."""
        return self.filter(
            Q(organization=organization)
            | Q(
                role_acceptances__organization=organization,
                role_acceptances__role=ServiceRoleKind.CO_PROVIDER,
                roles__organization=organization,
                roles__role=ServiceRoleKind.CO_PROVIDER,
            )
        ).distinct()

    def at_location(self, location):
        """Listings that have a session or a place there."""
        return self.filter(Q(schedules__location=location) | Q(service_at_locations__location=location)).distinct()
