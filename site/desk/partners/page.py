"""What the page of one partner says: its people, listings, networks, feedback, history and notes."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.contrib.contenttypes.models import ContentType
from django.core.paginator import Page, Paginator
from django.db.models import F, Q
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from wagtail.models import ModelLogEntry, WorkflowState

from accounts.models import Invitation
from desk.ledger.listing import lines, with_parties
from desk.ledger.states import State
from desk.models import Note
from desk.queue.sources import SAYS_WRONG
from directory.choices import PersonRole, Standing
from directory.models import (
    FormerAddress,
    NetworkMembership,
    Organization,
    OrganizationRole,
    Partnership,
    Service,
)
from directory.reading.texts import text_columns
from feedback.models import Feedback

LISTINGS, HISTORY, PARTNERSHIPS = 25, 20, 20


@dataclass(frozen=True)
class Listed:
    """A listing with where it stands, in words."""

    listing: Service
    state: str


class PartnerPage:
    """Fourteen queries at most, whatever the number of listings. `numbers` are those of its lists' pages."""

    def __init__(self, organization: Organization, numbers: Mapping[str, str]):
        self.organization, self.numbers = organization, numbers

    @cached_property
    def people(self) -> list[OrganizationRole]:
        found = self.organization.person_roles.current().select_related("user")
        return sorted(found, key=lambda role: (role.role != PersonRole.OWNER, role.user.email))

    @cached_property
    def successor(self) -> Organization | None:
        """The organisation that it was merged into."""
        if self.organization.standing != Standing.ENDED:
            return None
        leads = FormerAddress.objects.leading_on_from(self.organization)
        return Organization.objects.filter(pk__in=leads.values("object_id")).first()

    @property
    def has_owner(self) -> bool:
        """Somebody who can still sign in (compare desk.partners.listing.owners)."""
        return any(role.role == PersonRole.OWNER and role.user.is_active for role in self.people)

    @cached_property
    def invitations(self) -> list[Invitation]:
        return list(Invitation.objects.open().filter(organization=self.organization))

    @cached_property
    def listings(self) -> Page:
        names = (
            "organization",
            "slug",
            "original_language",
            "live",
            "last_published_at",
            *text_columns("name"),
        )
        found = self.organization.services.select_related("assurance").only(*names, "assurance__hidden_date")
        page = Paginator(found.order_by("-live", "name_fi", "pk"), LISTINGS).get_page(self.numbers.get("p"))
        waiting = self._waiting([listing.pk for listing in page.object_list])
        page.object_list = [
            Listed(listing, _state(listing, self.organization, is_waiting=str(listing.pk) in waiting))
            for listing in page.object_list
        ]
        return page

    def _waiting(self, ids: list[int]) -> set[str]:
        states = WorkflowState.objects.filter(
            base_content_type=ContentType.objects.get_for_model(Service),
            object_id__in=[str(pk) for pk in ids],
            status=WorkflowState.STATUS_IN_PROGRESS,
        )
        return set(states.values_list("object_id", flat=True))

    @cached_property
    def memberships(self) -> list[NetworkMembership]:
        return list(self.organization.memberships.current().select_related("network").order_by("network"))

    @cached_property
    def partnerships(self) -> Page:
        """As a partner and as a unit of the city, what ends last first."""
        of_it = Q(organization=self.organization) | Q(unit=self.organization)
        found = with_parties(Partnership.objects.filter(of_it))
        ordered = found.order_by(F("valid_until").desc(nulls_first=True), "-valid_from", "-pk")
        page = Paginator(ordered, PARTNERSHIPS).get_page(self.numbers.get("partnerships"))
        page.object_list = lines(page.object_list, timezone.localdate())
        return page

    @cached_property
    def publishes_until(self) -> date | None:
        """The last day of its right to publish, where it has one."""
        return self._rights[1]

    @property
    def publishes(self) -> str:
        """By whose word it may publish without review: `word`, `partnership`, or nobody's."""
        return self._rights[0]

    @cached_property
    def _rights(self) -> tuple[str, date | None]:
        if self.organization.may_publish:
            return "word", None
        days = [each.valid_until for each in self._in_force() if each.may_publish]
        return ("partnership" if days else "", None if None in days or not days else max(days))

    def _in_force(self) -> list[Partnership]:
        """Those in which it is the partner: of the ones that are shown, unless there are more."""
        if self.partnerships.paginator.num_pages > 1:
            return list(Partnership.objects.in_force().filter(organization=self.organization))
        return [
            line.partnership
            for line in self.partnerships.object_list
            if line.state == State.IN_FORCE and line.partnership.organization_id == self.organization.pk
        ]

    @cached_property
    def open_feedback(self) -> int:
        """As many as the queue has of it."""
        found = Feedback.objects.about_listings_of(self.organization).open()
        return found.filter(kind__in=SAYS_WRONG).count()

    @cached_property
    def history(self) -> Page:
        """What happened to the organisation itself, the newest first."""
        entries = ModelLogEntry.objects.filter(
            content_type=ContentType.objects.get_for_model(Organization), object_id=str(self.organization.pk)
        )
        newest_first = entries.select_related("user").order_by("-timestamp", "-pk")
        return Paginator(newest_first, HISTORY).get_page(self.numbers.get("history"))

    @cached_property
    def notes(self) -> list[Note]:
        return list(self.organization.desk_notes.select_related("author"))


def _state(listing: Service, organization: Organization, *, is_waiting: bool) -> str:
    assurance = getattr(listing, "assurance", None)
    if is_waiting:
        return _("Waits for review")
    if listing.live and assurance and assurance.hidden_date:
        return _("Hidden, because nobody has confirmed it for long")
    if listing.live and not organization.is_public:
        return organization.get_standing_display()
    if listing.live:
        return pgettext("listing", "Public")
    return _("Withdrawn") if listing.last_published_at else pgettext("listing", "Draft")
