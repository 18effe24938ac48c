"""Which listings a change reaches."""

from collections.abc import Iterable

from directory.models import Service
from search.models import OutboxEntry

Kind = OutboxEntry.Kind

#: Ways from a changed object to the listings it appears in. A query each: joined they would multiply
PATHS: dict[str, tuple[str, ...]] = {
    Kind.SERVICE: (),
    # What a listing is about, which nobody has changed: people's own changes pass it
    Kind.MEANING: (),
    Kind.SCHEDULE: ("schedules",),
    Kind.ORGANIZATION: ("organization", "roles__organization"),
    Kind.LOCATION: ("schedules__location", "service_at_locations__location"),
    Kind.AREA: (
        "schedules__location__area",
        "schedules__location__area__parent",
        "service_at_locations__location__area",
        "service_at_locations__location__area__parent",
    ),
    Kind.TERM: ("attributes__term", "attributes__term__parent"),
    # Stands on no listing: only pages that a proxy keeps are made anew
    Kind.ALERT: (),
    # In no document: the vocabulary is prepared anew (search.duties.preparing)
    Kind.WORDS: (),
    Kind.REBUILD: (),
}


def check_kind(kind: str) -> None:
    """Raises KeyError where nothing is known of such changes: a newer version of the product wrote it."""
    PATHS[kind]


def listings_of(changes: Iterable[tuple[str, int]]) -> set[int]:
    """The listings that changes (kind, object id) reach, deleted and hidden ones among them."""
    ids_by_kind: dict[str, set[int]] = {}
    for kind, object_id in changes:
        ids_by_kind.setdefault(kind, set()).add(object_id)
    reached = ids_by_kind.get(Kind.SERVICE, set()) | ids_by_kind.get(Kind.MEANING, set())
    for kind, ids in ids_by_kind.items():
        for path in PATHS[kind]:
            reached |= set(Service.objects.filter(**{f"{path}__in": ids}).values_list("pk", flat=True))
    return reached
