"""The public version of a listing and the one that waits, as contents to compare."""

from wagtail.models import Revision

from directory.models import Service

Content = dict[str, object]


def public_content(row: Service) -> Content:
    """What readers see now; nothing for a listing that was never public."""
    if not (row.live or row.last_published_at):
        return {}
    if row.live_revision_id:
        return row.live_revision.content
    return row.serializable_data()


def contents(row: Service, revision: Revision) -> tuple[Content, Content]:
    return public_content(row), revision.content
