"""A partner's listings with as few columns as a line of a page reads."""

from django.db.models import QuerySet
from django.http import Http404

from directory.models import Service
from directory.reading.texts import text_columns
from workspace.partners import Partner

PLAIN = ("slug", "original_language", "live", "closed_from", "closed_until", "organization_id")


def lines_of(partner: Partner) -> QuerySet[Service]:
    """All its listings by their Finnish names, which most have."""
    return partner.listings().only(*PLAIN, *text_columns("name")).order_by("name_fi", "pk")


def listing_of(partner: Partner, slug: str) -> Service:
    """One of its listings. Raises Http404 for any other one."""
    if (service := lines_of(partner).filter(slug=slug).first()) is None:
        raise Http404
    return service
