"""Write down that somebody did something."""

from collections.abc import Mapping

from django.contrib.auth import get_user_model
from django.db.models import Model
from wagtail.log_actions import get_active_log_context

from audit.choices import Act
from audit.models import LONGEST_LABEL, Entry


def record(act: Act, about: Model | None = None, *, person=None, **extra: object) -> Entry:
    """Add an entry, in the transaction of the act itself: both are there, or neither.

    `person` is who did it; without one, whoever Wagtail's log says is acting. `extra` are numbers and codes:
    a text that somebody wrote, a name or an address does not belong there.
    """
    actor = person or get_active_log_context().user
    return Entry.objects.create(person=_number(actor), act=act, extra=extra, **_object(about))


def type_of(about: Model) -> str:
    return about._meta.label_lower


def _number(person) -> str:
    return str(person.pk) if person and person.pk else ""


def _object(about: Model | None) -> Mapping[str, str]:
    if about is None:
        return {}
    label = "" if isinstance(about, get_user_model()) else str(about)[:LONGEST_LABEL]
    return {"object_type": type_of(about), "object_id": str(about.pk or ""), "label": label}
