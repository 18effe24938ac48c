"""Questions to the database, named so that a sentence reads: `Service.objects.public()`."""

import datetime

from django.db import models
from django.db.models import Q
from django.utils import timezone

from directory.choices import ServiceRoleKind, Standing


class ImportedRecordQuerySet(models.QuerySet):
    def invented(self):
        """Records of what does not exist: every listing of the demo, and what else it says so of."""
        said_so = Q(kind="service") | Q(values__is_invented=True)
        return self.filter(Q(source="synthetic") | Q(said_so, source="demo"))

    def of_registers(self):
        """Records of what was read from elsewhere, and is neither the demo nor made to measure with."""
        return self.exclude(source__in=("demo", "synthetic"))


class OrganizationQuerySet(models.QuerySet):
    def public(self):
        return self.filter(standing=Standing.ADMITTED)

    def trusted(self, date: datetime.date | None = None):
        """Those that publish without review on a day (today): until further notice, or by a partnership."""
        partnerships = self.model.partnerships.rel.related_model.objects.in_force(date)
        by_partnership = partnerships.filter(may_publish=True).values("organization")
        return self.public().filter(Q(may_publish=True) | Q(pk__in=by_partnership))


class OrganizationRoleQuerySet(models.QuerySet):
    def current(self, date: datetime.date | None = None):
        """Roles in force on a day (today)."""
        day = date or timezone.localdate()
        return self.filter(Q(valid_until__isnull=True) | Q(valid_until__gte=day), valid_from__lte=day)


class PartnershipQuerySet(models.QuerySet):
    def in_force(self, date: datetime.date | None = None):
        """Those of a day (today) between two that have not ended themselves."""
        day = date or timezone.localdate()
        return self.of_parties().filter(
            Q(valid_until__isnull=True) | Q(valid_until__gte=day), valid_from__lte=day
        )

    def to_come(self, date: datetime.date | None = None):
        """Agreed, and not begun on a day (today)."""
        return self.of_parties().filter(valid_from__gt=date or timezone.localdate())

    def over(self, date: datetime.date | None = None):
        day = date or timezone.localdate()
        return self.exclude(pk__in=self.model.objects.in_force(day).values("pk")).exclude(
            pk__in=self.model.objects.to_come(day).values("pk")
        )

    def of_parties(self):
        """Between two that are still there: a part that ends takes its partnerships with it."""
        return self.exclude(unit__standing=Standing.ENDED).exclude(organization__standing=Standing.ENDED)


class LocationQuerySet(models.QuerySet):
    def open_to(self, organization, date: datetime.date | None = None):
        """Places where an organisation may meet on a day (today), of which none is hidden but its own.

        Its own, those that all may use, family centres of nobody, and those of the units that have given it
        the right, or of parts of these.
        """
        units = organization.partnerships.in_force(date).filter(may_host=True).values("unit")
        of_unit = Q(organization=None) | Q(organization__in=units) | Q(organization__parent__in=units)
        lent = Q(is_shared=True) | (Q(is_family_centre=True) & of_unit)
        return self.filter(Q(organization=organization) | (lent & Q(is_address_hidden=False)))

    def public(self):
        """Places of nobody, of a public organisation, or where a listing of one is held."""
        of_partner = Q(organization=None) | Q(organization__standing=Standing.ADMITTED)
        # A question each: joined they would multiply
        return self.filter(of_partner | self._held("schedules") | self._held("service_at_locations"))

    def _held(self, by: str) -> Q:
        service = f"{by}__service"
        public = {f"{service}__live": True, f"{service}__organization__standing": Standing.ADMITTED}
        return Q(pk__in=self.model.objects.filter(**public).values("pk"))


class NetworkQuerySet(models.QuerySet):
    def public(self):
        return self.filter(is_public=True)

    def with_member(self, organization):
        """Networks that an organisation belongs to today."""
        return self.filter(pk__in=organization.memberships.current().values("network"))


class NetworkMembershipQuerySet(models.QuerySet):
    def current(self, date: datetime.date | None = None):
        """Memberships in force on a day (today); those without a first day always were."""
        day = date or timezone.localdate()
        return self.filter(
            Q(valid_from__isnull=True) | Q(valid_from__lte=day),
            Q(valid_until__isnull=True) | Q(valid_until__gte=day),
        )

    def public(self):
        """Those of organisations that have a page."""
        return self.filter(organization__standing=Standing.ADMITTED)

    def on_mailing_list(self, date: datetime.date | None = None):
        """Those that agreed to it and still belong."""
        return (
            self.current(date)
            .exclude(organization__standing=Standing.ENDED)
            .filter(consented_date__isnull=False)
        )


class NetworkMeetingQuerySet(models.QuerySet):
    def coming(self, now: datetime.datetime | None = None):
        """From a moment (now) on, the next one first."""
        return self.filter(starts_at__gte=now or timezone.now()).order_by("starts_at", "pk")


class TaxonomyTermQuerySet(models.QuerySet):
    def of(self, taxonomy: str):
        return self.filter(taxonomy__slug=taxonomy)


class RelatedTermQuerySet(models.QuerySet):
    def offered(self):
        """Without those that are delicate where the topic is not: a page must not name them."""
        is_delicate = Q(related__is_sensitive=True) | Q(related__is_danger=True)
        return self.exclude(is_delicate, term__is_sensitive=False, term__is_danger=False)


class ServiceQuerySet(models.QuerySet):
    def public(self, date: datetime.date | None = None, moment: datetime.datetime | None = None):
        """Listings a reader may see on a day (today): published, begun and not over.

        `moment` (now) is when they may not have expired.
        """
        day = date or timezone.localdate()
        return self.published(day, moment).filter(Q(valid_from__isnull=True) | Q(valid_from__lte=day))

    def published(self, date: datetime.date | None = None, moment: datetime.datetime | None = None):
        """Listings that are live, of an admitted organisation, confirmed and not over; some begin later.

        One that has expired is hidden from that very moment: the worker withdraws it within a minute.
        """
        # None, too, where nobody ever confirmed it
        return self.in_force(date, moment).filter(assurance__hidden_date__isnull=True)

    def in_force(self, date: datetime.date | None = None, moment: datetime.datetime | None = None):
        """The same with those that are hidden because nobody has confirmed them for long."""
        day = date or timezone.localdate()
        return self.filter(
            Q(valid_until__isnull=True) | Q(valid_until__gte=day),
            Q(expire_at__isnull=True) | Q(expire_at__gt=moment or timezone.now()),
            live=True,
            organization__standing=Standing.ADMITTED,
        )

    def of_organization(self, organization):
        """Listings an organisation provides or makes together with others."""
        together = organization.role_acceptances.filter(
            role=ServiceRoleKind.CO_PROVIDER,
            service__roles__organization=organization,
            service__roles__role=ServiceRoleKind.CO_PROVIDER,
        )
        # Joined instead, these would be looked for in every listing of the city; so below
        return self.filter(Q(organization=organization) | Q(pk__in=together.values("service")))

    def shared_with(self, organization, role: str):
        """Listings of others in which an organisation has a part, and said that it has."""
        accepted = organization.role_acceptances.filter(
            role=role, service__roles__organization=organization, service__roles__role=role
        )
        return self.filter(pk__in=accepted.values("service")).exclude(organization=organization)

    def at_location(self, location):
        """Listings that have a session or a place there."""
        return self.filter(
            Q(pk__in=location.schedules.values("service"))
            | Q(pk__in=location.service_at_locations.values("service"))
        )


class AlertQuerySet(models.QuerySet):
    def to_come(self, moment: datetime.datetime):
        """Alerts that are shown at a moment, or later."""
        return self.filter(ends_at__gt=moment)
