"""What the menu of the admin leaves out."""

from django.http import HttpRequest
from wagtail.admin.menu import MenuItem


def leave_out_documents(_request: HttpRequest, items: list[MenuItem]) -> None:
    """Wagtail's admin does not start without its documents, but no address serves them."""
    items[:] = [item for item in items if item.name != "documents"]
