"""Whose something that waits is."""

from django.db import transaction
from django.db.models import Q, QuerySet
from django.http import HttpRequest

from accounts.models import User
from desk.filters import is_number
from desk.models import Assignment


def coordinators() -> QuerySet[User]:
    """All who may decide, by their e-mail."""
    right = {"codename": "publish_service", "content_type__app_label": "directory"}
    by_group = Q(**{f"groups__permissions__{name}": value for name, value in right.items()})
    by_right = Q(**{f"user_permissions__{name}": value for name, value in right.items()})
    found = User.objects.filter(Q(is_superuser=True) | by_group | by_right, is_active=True)
    return found.distinct().order_by("email")


def chosen_coordinator(request: HttpRequest) -> User | None:
    """Whom a form gives something to: one who may decide, or nobody."""
    text = request.POST.get("user", "")
    return coordinators().filter(pk=text).first() if is_number(text) else None


@transaction.atomic
def assign(items: list[tuple[str, int]], user: User | None) -> None:
    """Give things that wait to somebody, or to nobody."""
    for what, number in items:
        if user is None:
            Assignment.objects.filter(what=what, number=number).delete()
        else:
            Assignment.objects.update_or_create(what=what, number=number, defaults={"user": user})
