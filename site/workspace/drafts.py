"""A listing opened to be edited: its latest version, and saving a changed one as a draft."""

from dataclasses import dataclass
from functools import cached_property

from django.http import Http404
from wagtail.models import Revision

from directory import actions
from directory.models import Service
from directory.translation_states import Edit
from workspace.ids import is_id
from workspace.partners import Partner


@dataclass(frozen=True)
class Draft:
    """`row` is what the database says of a listing today, `version` the latest edit of it."""

    row: Service
    version: Service

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

    def keep(self, edit: Edit) -> Revision:
        """Save the version as it is now in memory. Raises what `actions.keep` raises."""
        return actions.keep(self.version, self.revision_id, edit)


def open_listing(partner: Partner, slug: str) -> Draft:
    """A listing of a partner by the slug in the address; one of somebody else is not found."""
    listings = partner.listings().select_related("latest_revision__user", "capacity", "assurance")
    if (row := listings.filter(slug=slug).first()) is None:
        raise Http404
    row.organization = partner.organization
    if row.latest_revision is None:
        return Draft(row, row)
    version = row.with_content_json(row.latest_revision.content)
    version.organization = row.organization
    for beside in map(Service._meta.get_field, ("capacity", "assurance")):
        beside.set_cached_value(version, beside.get_cached_value(row, default=None))
    return Draft(row, version)
