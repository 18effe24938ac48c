"""What the admin leaves out: documents, which no address serves, and links to other sites."""

from django.http import HttpRequest
from wagtail.admin.menu import MenuItem
from wagtail.admin.search import SearchArea
from wagtail.admin.site_summary import SummaryItem
from wagtail.documents.wagtail_hooks import DocumentsSummaryItem


def leave_out_documents(_request: HttpRequest, items: list[MenuItem | SearchArea]) -> None:
    items[:] = [item for item in items if item.name != "documents"]


def leave_out_number_of_documents(_request: HttpRequest, items: list[SummaryItem]) -> None:
    items[:] = [item for item in items if not isinstance(item, DocumentsSummaryItem)]


def leave_out_other_sites(_request: HttpRequest, items: list[MenuItem]) -> None:
    """Wagtail's guide and its news know nothing of this site."""
    items[:] = [item for item in items if not item.url.startswith("https://")]
