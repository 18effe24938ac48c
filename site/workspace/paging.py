"""Back to the page of a list from which one came."""

from django.http import HttpRequest
from django.urls import reverse

from directory.views.page_numbers import page_number


def list_address(request: HttpRequest, route: str, *args: object) -> str:
    """The address of a list, at the page that `?page=` of this address names."""
    address, number = reverse(f"workspace:{route}", args=args), page_number(request)
    return f"{address}?page={number}" if number > 1 else address
