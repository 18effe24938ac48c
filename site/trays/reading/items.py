"""What stands in a tray: services with their notes, as they were put there."""

from dataclasses import dataclass

from django.db.models import QuerySet

from directory.prepared import Prepared, Row
from directory.reading.texts import Text
from trays.models import Tray, TrayItem

READ = (
    *("pk", "service_id", "name", "name_language", "note", "second_note", "place_ids"),
    "outcome__answer",
)


@dataclass(frozen=True)
class Item:
    """As a TrayItem; `service_id` is None where the listing is deleted, `answer` empty until one is given."""

    pk: int
    service_id: int | None
    former_name: Text
    note: str
    second_note: str
    place_ids: list[int]
    answer: str


def items_of(tray: Tray) -> list[Item]:
    """In their order. One query."""
    return [_item(row) for row in _items([tray.pk])]


def _item(row: Row) -> Item:
    return Item(
        pk=row.pk,
        service_id=row.service_id,
        former_name=Text(row.name, row.name_language),
        note=row.note,
        second_note=row.second_note,
        place_ids=row.place_ids,
        answer=row.outcome__answer or "",
    )


@Prepared
def _items(ids: list[int]) -> QuerySet:
    return TrayItem.objects.filter(tray__in=ids).order_by("sort_order", "pk").values_list(*READ, named=True)
