"""A network at the desk: its members of all times, its meetings, who is on its mailing list."""

from collections.abc import Mapping

from django.contrib.contenttypes.models import ContentType
from django.core.paginator import Page, Paginator
from django.db.models import Case, Count, IntegerField, Min, Q, QuerySet, When
from django.utils import timezone
from django.utils.functional import cached_property
from wagtail.models import ModelLogEntry

from desk.partners.listing import NAMES
from directory.models import Network, NetworkMeeting, NetworkMembership
from directory.reading.texts import text_columns

MEETINGS, HISTORY, MEMBERS = 20, 20, 100


def networks() -> QuerySet[Network]:
    """With their area, the number of members of today and the next meeting."""
    now, today = timezone.now(), timezone.localdate()
    current = Q(memberships__valid_from=None) | Q(memberships__valid_from__lte=today)
    current &= Q(memberships__valid_until=None) | Q(memberships__valid_until__gte=today)
    return (
        Network.objects.select_related("area")
        .only("slug", "is_public", *NAMES, *(f"area__{column}" for column in ("slug", *NAMES)))
        .annotate(
            member_count=Count("memberships__organization", filter=current, distinct=True),
            next_meeting=Min("meetings__starts_at", filter=Q(meetings__starts_at__gte=now)),
        )
        .order_by("name_fi", "pk")
    )


class NetworkPage:
    """Seven queries, whatever the number of members. `numbers` are those of its lists' pages."""

    def __init__(self, network: Network, numbers: Mapping[str, str]):
        self.network, self.numbers = network, numbers

    @cached_property
    def members(self) -> Page:
        """Those of today first."""
        current = NetworkMembership.objects.current().filter(network=self.network).values("pk")
        is_over = Case(When(pk__in=current, then=0), default=1, output_field=IntegerField())
        names = [f"organization__{column}" for column in ("slug", "standing", *NAMES)]
        own = [field.attname for field in NetworkMembership._meta.concrete_fields]
        found = self.network.memberships.select_related("organization").only(*own, *names)
        ordered = found.annotate(is_over=is_over).order_by("is_over", "organization__name_fi", "pk")
        return self._page(ordered, MEMBERS, "members")

    @cached_property
    def on_mailing_list(self) -> int:
        return self.network.memberships.on_mailing_list().count()

    @cached_property
    def meetings(self) -> Page:
        """Past ones and those to come, the last first."""
        own = [field.attname for field in NetworkMeeting._meta.concrete_fields]
        place = [f"location__{column}" for column in ("slug", *text_columns("name"))]
        found = self.network.meetings.select_related("location").only(*own, *place)
        return self._page(found.order_by("-starts_at", "-pk"), MEETINGS, "meetings")

    @cached_property
    def history(self) -> Page:
        entries = ModelLogEntry.objects.filter(
            content_type=ContentType.objects.get_for_model(Network), object_id=str(self.network.pk)
        )
        return self._page(entries.select_related("user").order_by("-timestamp", "-pk"), HISTORY, "history")

    def _page(self, rows: QuerySet, on_a_page: int, name: str) -> Page:
        return Paginator(rows, on_a_page).get_page(self.numbers.get(name))
