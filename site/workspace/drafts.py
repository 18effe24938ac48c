"""A listing opened to be edited: its latest version, and saving a changed one as a draft."""

from dataclasses import dataclass

from django.db.models import QuerySet
from django.http import Http404
from django.utils.functional import cached_property
from wagtail.models import Revision

from directory import actions
from directory.models import Service
from directory.reading.texts import Text
from directory.translation_states import Edit
from workspace.ids import is_id
from workspace.names import listing_name
from workspace.partners import Partner
from workspace.states import with_copies_told


@dataclass(frozen=True)
class Draft:
    """`row` is what the database says of a listing today, `version` the latest edit of it.

    `is_own`: it is the partner's; else the partner is a co-provider, which proposes edits and no more.
    """

    row: Service
    version: Service
    is_own: bool = True

    @property
    def name(self) -> Text:
        return listing_name(self.version)

    @property
    def revision_id(self) -> int | None:
        return self.row.latest_revision_id

    @cached_property
    def is_new(self) -> bool:
        """Whether it was never sent to anybody: its partner is still on the way through its sections."""
        return (
            not self.row.live and self.row.last_published_at is None and not self.row.workflow_states.exists()
        )

    def opened_as(self, revision: str) -> Service | None:
        """The version that an editor began with, as her form says; None if it is none of this listing."""
        if not revision and self.revision_id is None:
            return self.row
        if not is_id(revision):
            return None
        known = self.row.revisions.filter(pk=int(revision)).first()
        return known and self.row.with_content_json(known.content)

    def edits_since(self, revision: str) -> QuerySet[Revision]:
        """The versions saved after the one that `opened_as` gives, in order."""
        later = self.row.revisions.select_related("user").order_by("pk")
        return later.filter(pk__gt=int(revision)) if revision else later

    def keep(self, edit: Edit) -> Revision:
        """Save the version as it is now in memory. Raises what `actions.keep` raises."""
        return actions.keep(self.version, self.revision_id, edit)


def version_of(row: Service, revision: Revision) -> Service:
    """A listing as a revision has it; what is beside it in the database is not asked for again."""
    version = row.with_content_json(revision.content)
    version.organization = row.organization
    for field in map(Service._meta.get_field, ("capacity", "assurance")):
        field.set_cached_value(version, field.get_cached_value(row, default=None))
    return version


def open_listing(partner: Partner, slug: str) -> Draft:
    """A listing of a partner by the slug in the address; one of somebody else is not found."""
    return _open(partner, partner.listings(), slug)


def open_editable(partner: Partner, slug: str) -> Draft:
    """The same, or a public one that the partner has said it makes together with its provider."""
    return _open(partner, partner.editable_listings(), slug)


def _open(partner: Partner, listings: QuerySet[Service], slug: str) -> Draft:
    beside = ("latest_revision__user", "capacity", "assurance", "organization")
    found = with_copies_told(listings.select_related(*beside).filter(slug=slug))
    if (row := found.first()) is None:
        raise Http404
    is_own = row.organization_id == partner.organization.pk
    if row.latest_revision is None:
        return Draft(row, row, is_own)
    return Draft(row, version_of(row, row.latest_revision), is_own)
