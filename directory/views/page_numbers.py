"""Which page of a list an address asks for."""

from django.http import HttpRequest

MOST_DIGITS = 4


def page_number(request: HttpRequest) -> int:
    """The number after `?page=`; 1 for anything else."""
    text = request.GET.get("page", "")
    is_number = text.isascii() and text.isdecimal() and len(text) <= MOST_DIGITS
    return max(1, int(text)) if is_number else 1
