"""Who may meet in a family centre: whose right to it has not ended."""

from directory.actions.errors import NoRoomThere
from directory.models import Location, Service
from directory.permissions import can_moderate, places_open_to


def require_rooms(row: Service, version: Service, user) -> None:
    """Where it meets already it goes on meeting: its host cancels that, or a coordinator does.

    Raises NoRoomThere if the organisation's right to a family centre has ended since it chose it.
    """
    if can_moderate(user):
        return
    new = _places(version) - (_places(row) if row.live else set())
    centres = Location.objects.filter(pk__in=new, is_family_centre=True)
    closed = centres.exclude(pk__in=places_open_to(row.organization).values("pk"))
    if place := closed.order_by("pk").first():
        raise NoRoomThere(place)


def _places(version: Service) -> set[int]:
    parts = (*version.service_at_locations.all(), *version.schedules.all())
    return {part.location_id for part in parts} - {None}
