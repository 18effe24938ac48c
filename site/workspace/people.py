"""What people are called who did something: whoever has told no name is known by an address to her own."""

from collections.abc import Iterable

from django.db import models
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from directory.models import Organization, OrganizationRole
from directory.reading.texts import read_text


def names_of(users: Iterable[models.Model | None], reader: Organization) -> dict[int | None, str]:
    """By id, as people of an organisation read them; None is the site itself. One query at most.

    To others somebody without a name is her organisation, or a coordinator.
    """
    people = {user.pk: user for user in users if user is not None}
    names = {pk: user.first_name for pk, user in people.items()}
    if nameless := [pk for pk, name in names.items() if not name]:
        organizations: dict[int, list[Organization]] = {pk: [] for pk in nameless}
        roles = OrganizationRole.objects.filter(user__in=nameless).select_related("organization")
        for role in roles.order_by("pk"):
            organizations[role.user_id].append(role.organization)
        names |= {pk: _stand_in(people[pk], organizations[pk], reader) for pk in nameless}
    return {None: _("The site"), **names}


def _stand_in(user: models.Model, organizations: list[Organization], reader: Organization) -> str:
    if reader in organizations:
        return user.get_short_name()
    if not organizations:
        return pgettext("network", "Coordinator")
    return read_text(organizations[-1], "name", get_language()).value
