"""Delete people of listings whose time is over: their names were published until a date."""

from datetime import date

from django.db.models import QuerySet
from wagtail.log_actions import log
from wagtail.models import Revision

from directory.actions.rows import changing
from directory.models import Service, ServiceContact
from directory.translation_states import carry_over, text_digests


def people_over(today: date) -> QuerySet[ServiceContact]:
    return ServiceContact.objects.filter(keep_until__lt=today)


def forget_people(today: date) -> int:
    """Delete the contacts whose last day is over, and say how many.

    They go from the listing and from every saved version of it, so that none comes back with an older one.
    No text that is left counts as changed. Whom an edit took out before her date, older versions still name.
    """
    listings = Service.objects.filter(pk__in=people_over(today).values("service")).order_by("pk")
    return sum(_forget(listing, today) for listing in list(listings))


def _forget(listing: Service, today: date) -> int:
    with changing(listing, None) as row:
        for revision in row.revisions.select_for_update():
            _forget_in_version(revision, today)
        before = text_digests(row)
        number, _by_model = people_over(today).filter(service=row).delete()
        row.translation_states.set(carry_over(row.translation_states.all(), before, text_digests(row)))
        row.translation_states.commit()
        log(row, "directory.forget_people", data={"number": number})
    return number


def _forget_in_version(revision: Revision, today: date) -> None:
    people = revision.content.get("contacts", [])
    kept = [person for person in people if not _is_over(person.get("keep_until"), today)]
    if kept == people:
        return
    before = text_digests(revision.as_object())
    revision.content["contacts"] = kept
    version = revision.as_object()
    version.translation_states.set(
        carry_over(version.translation_states.all(), before, text_digests(version))
    )
    revision.content["translation_states"] = version.serializable_data()["translation_states"]
    revision.save(update_fields=["content"])


def _is_over(keep_until: str | None, today: date) -> bool:
    return bool(keep_until) and date.fromisoformat(keep_until) < today
