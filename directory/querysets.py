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


class TaxonomyTermQuerySet(models.QuerySet):
    def of(self, taxonomy: str):
        return self.filter(taxonomy__slug=taxonomy)


class ServiceQuerySet(models.QuerySet):
    def public(self, date: datetime.date | None = None):
        """Listings a reader may see on a day (today): published, begun and not over."""
        day = date or timezone.localdate()
        return self.published(day).filter(Q(valid_from__isnull=True) | Q(valid_from__lte=day))

    def published(self, date: datetime.date | None = None):
        """Listings that are live, of an admitted organisation and not over; some begin later."""
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
        return self.filter(
            Q(schedules__location=location) | Q(service_at_locations__location=location)
        ).distinct()
