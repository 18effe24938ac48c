"""The partners, narrowed by where they stand, by a name, or to those that nobody owns."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from desk.filters import Filters, is_ticked
from directory.choices import PersonRole, Standing
from directory.models import Organization, OrganizationRole, Service
from directory.reading.texts import text_columns

ON_A_PAGE = 50
NAMES = text_columns("name", languages=("fi", "en", "sv"))


@dataclass(frozen=True)
class Asked(Filters):
    q: str = ""
    standing: str = ""
    orphans: str = ""

    @classmethod
    def readers(cls) -> Mapping[str, Callable[[str], bool]]:
        return {"standing": lambda text: text in Standing.values, "orphans": is_ticked}


def partners(asked: Asked) -> QuerySet[Organization]:
    """With `has_owner` and the number of their public listings, by name."""
    live = Service.objects.filter(organization=OuterRef("pk"), live=True).order_by()
    counted = live.values("organization").annotate(number=Count("pk")).values("number")
    found = named(asked.q).annotate(
        has_owner=Exists(owners().filter(organization=OuterRef("pk"))),
        listing_count=Coalesce(Subquery(counted), 0),
    )
    if asked.standing:
        found = found.filter(standing=asked.standing)
    if asked.orphans:
        found = found.filter(has_owner=False, standing=Standing.ADMITTED)
    return found.order_by("name_fi", "pk")


def owners() -> QuerySet[OrganizationRole]:
    return OrganizationRole.objects.current().filter(role=PersonRole.OWNER, user__is_active=True)


def named(text: str) -> QuerySet[Organization]:
    """Organisations with a text in their name, or with this business id."""
    found = Organization.objects.only("slug", "kind", "standing", "business_id", *NAMES)
    if not text:
        return found
    in_name = Q()
    for column in NAMES:
        in_name |= Q(**{f"{column}__icontains": text})
    return found.filter(in_name | Q(business_id=text))
