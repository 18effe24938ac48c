"""Erase a person: her account and all that belongs to it, and her name and addresses wherever they stand."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from django.contrib.auth import SESSION_KEY
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session
from django.db import transaction
from django.utils import timezone
from wagtail.models import Revision
from wagtail.users.models import UserProfile

from accounts.models import Application, Invitation, User
from audit.choices import Act
from audit.door import door
from audit.models import Entry
from audit.recording import record
from desk.erasing.traces import Found, Traces, rewrite, rows_with
from directory.actions.forget_people import forget_in
from directory.models import Service, ServiceContact
from directory.models.phones import Phone
from directory.signals import listing_changed

PERSON = User._meta.label_lower
NAME_ALONE = "left, because somebody else has this name: rows with the name alone"
Report = Counter[str]


class StillThereError(Exception):
    """Something of her is left: nothing was changed."""


def erase(user: User, phones: tuple[str, ...] = ()) -> Report:
    """Erase her in one transaction, and say how many rows of what.

    Where another account has the same name, texts with the name alone stay and are counted: they may be about
    the other one. Raises StillThereError, with the tables, where something of her would be left.
    """
    traces, report = _traces_of(user, phones), Report()
    with door():
        erasure = record(Act.ERASED)
        pseudonym = f"erased person {erasure.pk}"
        _forget_contacts(traces, report)
        _forget_whom_we_wrote_to(user, report)
        _end_sessions(user, report)
        Entry.objects.filter(pk=erasure.pk).update(object_type=PERSON, object_id=pseudonym)
        _rename_in_log(user, pseudonym, report)
        _delete_account(user, report)
        _replace_everywhere(traces, pseudonym, report)
        if left := sorted({found.model._meta.db_table for found in rows_with(traces)}):
            raise StillThereError(", ".join(left))
        if traces.is_shared:
            report[NAME_ALONE] = sum(
                found.model is not User for found in rows_with(replace(traces, is_shared=False))
            )
    return report


def _traces_of(user: User, phones: tuple[str, ...]) -> Traces:
    name = f"{user.first_name} {user.last_name}".strip()
    # Of names in capitals and small letters the database knows those of English alone
    others = User.objects.exclude(pk=user.pk).exclude(last_name="").only("first_name", "last_name")
    full_names = (f"{each.first_name} {each.last_name}".strip() for each in others.iterator())
    return Traces(user.email, name, phones, any(each.casefold() == name.casefold() for each in full_names))


def _forget_contacts(traces: Traces, report: Report) -> None:
    """Listings that publish her as somebody to ask, and all their versions."""

    def is_hers(values) -> bool:
        return any(traces.are_in(values.get(name) or "") for name in ("name", "email", "phone"))

    listings = set()
    for found in list(rows_with(traces)):
        listings |= set(_listings_of(found))
    for listing in Service.objects.filter(pk__in=listings).order_by("pk"):
        report["contacts of listings"] += forget_in(listing, is_hers)


def _listings_of(found: Found) -> Iterator[int]:
    if found.model is ServiceContact:
        yield ServiceContact.objects.get(pk=found.pk).service_id
    elif found.model is Revision:
        listing = ContentType.objects.get_for_model(Service)
        yield from map(
            int,
            Revision.objects.filter(pk=found.pk, content_type=listing).values_list("object_id", flat=True),
        )


def _forget_whom_we_wrote_to(user: User, report: Report) -> None:
    for model in (Application, Invitation):
        number, _by_model = model.objects.filter(email__iexact=user.email).delete()
        report[str(model._meta.verbose_name_plural)] += number


def _end_sessions(user: User, report: Report) -> None:
    for session in Session.objects.filter(expire_date__gt=timezone.now()).iterator():
        if session.get_decoded().get(SESSION_KEY) == str(user.pk):
            session.delete()
            report["sessions"] += 1


def _rename_in_log(user: User, pseudonym: str, report: Report) -> None:
    """Who she was in the log of acts: the same as ever in all entries, and nobody any more."""
    number = str(user.pk)
    report["entries of the log"] += Entry.objects.filter(person=number).update(person=pseudonym)
    Entry.objects.filter(object_type=PERSON, object_id=number).update(object_id=pseudonym)
    for name in ("person", "assigned_from", "assigned_to"):
        for entry in Entry.objects.filter(**{f"extra__{name}__in": (number, user.pk)}).iterator():
            Entry.objects.filter(pk=entry.pk).update(extra=entry.extra | {name: pseudonym})
    for entry in Entry.objects.filter(extra__asked__person=number).iterator():
        asked = entry.extra["asked"] | {"person": pseudonym}
        Entry.objects.filter(pk=entry.pk).update(extra=entry.extra | {"asked": asked})


def _delete_account(user: User, report: Report) -> None:
    for profile in UserProfile.objects.filter(user=user).exclude(avatar=""):
        transaction.on_commit(lambda picture=profile.avatar: picture.delete(save=False))
    _number, by_model = user.delete()
    report.update(by_model)


def _replace_everywhere(traces: Traces, pseudonym: str, report: Report) -> None:
    for found in list(rows_with(traces)):
        rewrite(found, traces, pseudonym)
        report[found.model._meta.label] += 1
        _tell(found)
    for model in Phone.__subclasses__():
        model._base_manager.filter(number="").delete()


def _tell(found: Found) -> None:
    """The index and the page cache follow what readers see; what Wagtail keeps has no reader."""
    if found.model._meta.app_label != "directory":
        return
    row = found.model._base_manager.get(pk=found.pk)
    touched = [field.name for field in row._meta.local_concrete_fields if field.column in found.texts]
    row.save(update_fields=touched)
    if service_id := getattr(row, "service_id", None):
        listing_changed.send(sender=Service, service_id=service_id)
