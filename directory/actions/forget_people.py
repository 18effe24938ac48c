"""Delete people of listings: those whose time is over, and one who is to be forgotten at once."""

from collections.abc import Callable, Mapping
from datetime import date

from django.db.models import QuerySet
from wagtail.log_actions import log
from wagtail.models import Revision

from directory.actions.rows import changing
from directory.models import Service, ServiceContact
from directory.translation_states import carry_over, text_digests

#: Whether a contact goes; its values are named as in a saved version
IsGone = Callable[[Mapping[str, str | None]], bool]
VALUES = ("name", "email", "phone", "keep_until")


def people_over(today: date) -> QuerySet[ServiceContact]:
    return ServiceContact.objects.filter(keep_until__lt=today)


def forget_people(today: date) -> int:
    """Delete the contacts whose last day is over, and say how many.

    They go from the listing and from every saved version of it, so that none comes back with an older one.
    No text that is left counts as changed. Whom an edit took out before her date, older versions still name.
    """
    listings = Service.objects.filter(pk__in=people_over(today).values("service")).order_by("pk")
    return sum(
        forget_in(listing, lambda values: _is_over(values.get("keep_until"), today))
        for listing in list(listings)
    )


def forget_in(listing: Service, is_gone: IsGone) -> int:
    """Delete contacts of one listing, from all its versions too, and say how many the public one had."""
    with changing(listing, None) as row:
        for revision in row.revisions.select_for_update():
            _forget_in_version(revision, is_gone)
        before = text_digests(row)
        gone = [person.pk for person in row.contacts.all() if is_gone(_values(person))]
        number, _by_model = ServiceContact.objects.filter(pk__in=gone).delete()
        # Read anew: the contacts that were looked at stay in the memory of the row
        left = Service.objects.get(pk=row.pk)
        left.translation_states.set(carry_over(left.translation_states.all(), before, text_digests(left)))
        left.translation_states.commit()
        log(left, "directory.forget_people", data={"number": number})
    return number


def _values(person: ServiceContact) -> dict[str, str | None]:
    values = {name: getattr(person, name) for name in VALUES}
    return values | {"keep_until": person.keep_until.isoformat() if person.keep_until else None}


def _forget_in_version(revision: Revision, is_gone: IsGone) -> None:
    people = revision.content.get("contacts", [])
    kept = [person for person in people if not is_gone(person)]
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
