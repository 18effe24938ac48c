"""Which partner a person acts for: named by the address, and hers by her roles of today.

Everything that the workspace shows and changes begins with a `Partner`: what is another one's is not there.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import wraps

from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control
from django.utils.functional import cached_property
from django.utils.translation import get_language

from accounts.kept_forms import signed_in
from accounts.terms import asked_first
from directory.choices import PersonRole, ServiceRoleKind, Standing
from directory.models import Location, Organization, OrganizationRole, Service
from directory.permissions import may_publish
from directory.reading.texts import Text, read_text


@dataclass(frozen=True)
class Partner:
    """An organisation as one of its people works for it; `has_others` if she has other work too."""

    organization: Organization
    role: str
    has_others: bool = False

    @property
    def slug(self) -> str:
        return self.organization.slug

    @property
    def is_owner(self) -> bool:
        return self.role == PersonRole.OWNER

    @cached_property
    def may_publish(self) -> bool:
        """Whether it goes live without review: the words of a button; the action asks for itself."""
        return may_publish(self.organization)

    @cached_property
    def name(self) -> Text:
        return read_text(self.organization, "name", get_language())

    def listings(self) -> QuerySet[Service]:
        return Service.objects.filter(organization=self.organization)

    def editable_listings(self) -> QuerySet[Service]:
        """Its own, and public ones of others that it has said it makes together with them."""
        together = Service.objects.in_force().shared_with(self.organization, ServiceRoleKind.CO_PROVIDER)
        return Service.objects.filter(Q(organization=self.organization) | Q(pk__in=together.values("pk")))

    def places(self) -> QuerySet[Location]:
        return Location.objects.filter(organization=self.organization)


def partners_of(user) -> list[Partner]:
    """The organisations that a person acts for today, by name; one that she owns and edits is once there."""
    by_organization = {role.organization_id: role for role in _roles(user)}
    several = len(by_organization) > 1 or user.is_language_checker
    partners = [Partner(role.organization, role.role, several) for role in by_organization.values()]
    return sorted(partners, key=lambda partner: partner.name.value.casefold())


def for_partner(view: Callable) -> Callable:
    """A view of one partner's workspace: `view(request, partner, …)` for the slug in its address.

    Whoever is not signed in is asked to, and to accept the terms of use. To anybody else than the partner's
    people it is not there.
    """

    @wraps(view)
    @signed_in
    def guarded(request: HttpRequest, organization: str, *args, **kwargs) -> HttpResponse:
        for partner in partners_of(request.user):
            if partner.slug == organization:
                return private(asked_first(request) or view(request, partner, *args, **kwargs))
        raise Http404

    return guarded


def private(response: HttpResponse) -> HttpResponse:
    """Kept by nobody but the browser, which asks again: "back" shows what was typed."""
    patch_cache_control(response, private=True, no_cache=True)
    return response


def _roles(user) -> Iterator[OrganizationRole]:
    """Roles as owner last, so that they stand over others."""
    roles = OrganizationRole.objects.current().filter(user=user).select_related("organization")
    yield from sorted(
        roles.exclude(organization__standing=Standing.ENDED), key=lambda role: role.role == PersonRole.OWNER
    )
