"""What the queue has to know of an edit in review, and what stands in its revision alone."""

from collections.abc import Iterator

from wagtail.models import TaskState

from desk.changes.comparing import Content, compare
from desk.changes.versions import contents
from desk.models import Submission
from directory.models import Location, Service

WITH_A_PLACE = ("service_at_locations", "schedules")


def describe(task_state: TaskState, listing: Service) -> Submission:
    old, new = contents(listing, task_state.revision)
    found = compare(old, new)
    said = {
        "is_translation": found.is_only_translation(listing.original_language),
        "languages": f" {' '.join(sorted(found.languages))} ",
    }
    submission, _is_new = Submission.objects.update_or_create(task_state_id=task_state.pk, defaults=said)
    # One of them may have been deleted since the version was saved
    submission.locations.set(Location.objects.filter(pk__in={*_places(old), *_places(new)}))
    return submission


def _places(content: Content) -> Iterator[int]:
    parts = (part for relation in WITH_A_PLACE for part in content.get(relation) or ())
    return (part["location"] for part in parts if part.get("location"))
