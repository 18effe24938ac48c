"""Whose something that waits is."""

from django.db import transaction
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from accounts.models import Application, User
from audit.choices import Act
from audit.recording import record
from desk.filters import is_number
from desk.models import Assignment
from directory.actions.errors import ListingError
from directory.models import Service, ServiceRole
from feedback.models import Feedback

#: What the number of a thing that waits is of
SUBJECTS = {
    "review": Service,
    "application": Application,
    "role": ServiceRole,
    "hidden": Service,
    "wrong": Feedback,
}


def coordinators() -> QuerySet[User]:
    """All who may decide, by their e-mail."""
    right = {"codename": "publish_service", "content_type__app_label": "directory"}
    by_group = Q(**{f"groups__permissions__{name}": value for name, value in right.items()})
    by_right = Q(**{f"user_permissions__{name}": value for name, value in right.items()})
    found = User.objects.filter(Q(is_superuser=True) | by_group | by_right, is_active=True)
    return found.distinct().order_by("email")


class NotOneOfUs(ListingError):  # noqa: N818 - an answer, as those of directory.actions.errors
    message = _("Choose one from the list.")


def chosen_coordinator(request: HttpRequest) -> User | None:
    """Whom a form gives something to: one who may decide, or nobody.

    Raises NotOneOfUs for anybody else, as who was a coordinator when the form was opened.
    """
    if not (text := request.POST.get("user", "")):
        return None
    found = coordinators().filter(pk=text).first() if is_number(text) else None
    if found is None:
        raise NotOneOfUs
    return found


@transaction.atomic
def assign(items: list[tuple[str, int]], user: User | None, *, by: User) -> None:
    """Give things that wait to somebody, or to nobody. Each that changes hands stands in the log of acts."""
    for what, numbers in _by_what(items).items():
        rows = {row.pk: row for row in SUBJECTS[what].objects.filter(pk__in=numbers)}
        held = Assignment.objects.filter(what=what, number__in=numbers)
        before = dict(held.values_list("number", "user"))
        changed = [number for number in numbers if number in rows and before.get(number) != _pk(user)]
        if user is None:
            held.delete()
        else:
            _hold(what, changed, user)
        for number in changed:
            extra = {"assigned_from": _text(before.get(number)), "assigned_to": _text(_pk(user))}
            record(Act.CHANGED, rows[number], person=by, what="desk.assign", **extra)


def _hold(what: str, numbers: list[int], user: User) -> None:
    """Also where somebody else gave one of them away this very moment."""
    Assignment.objects.bulk_create(
        [Assignment(what=what, number=number, user=user) for number in numbers],
        update_conflicts=True,
        unique_fields=["what", "number"],
        update_fields=["user"],
    )


def _by_what(items: list[tuple[str, int]]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for what, number in dict.fromkeys(items):
        found.setdefault(what, []).append(number)
    return found


def _pk(user: User | None) -> int | None:
    return user.pk if user else None


def _text(number: int | None) -> str:
    return str(number or "")
