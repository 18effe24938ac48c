"""A partner's listings with as few columns as a line of a page reads."""

from django.db.models import CharField, Q, QuerySet
from django.db.models.functions import Cast
from django.http import Http404

from directory.models import Service
from directory.reading.texts import text_columns
from workspace.partners import Partner
from workspace.states import in_review

PLAIN = ("slug", "original_language", "live", "closed_from", "closed_until", "organization_id")
NAMES = ("latest_revision__object_str", *text_columns("name"))


def lines_of(partner: Partner) -> QuerySet[Service]:
    """All its listings by their Finnish names, which most have."""
    found = partner.listings().select_related("latest_revision").only(*PLAIN, *NAMES)
    return found.order_by("name_fi", "pk")


def shown_of(partner: Partner) -> QuerySet[Service]:
    """Those that readers see, or will when a coordinator says yes: nobody comes to the others."""
    public = partner.listings().in_force().values("pk")
    found = lines_of(partner).annotate(text_id=Cast("pk", CharField()))
    return found.filter(Q(pk__in=public) | Q(text_id__in=in_review().values("object_id")))


def listing_of(partner: Partner, slug: str) -> Service:
    """One of those that are shown. Raises Http404 for any other one."""
    if (service := shown_of(partner).filter(slug=slug).first()) is None:
        raise Http404
    return service
