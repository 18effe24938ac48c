"""What the log of acts says of how people come in, and of what they may do."""

from allauth.account.authentication import get_authentication_records
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import Group
from django.http import HttpRequest

from accounts.models import User
from audit.choices import Act
from audit.recording import record


def note_sign_in(request: HttpRequest, user: User, **_kwargs) -> None:
    """Signal: user_logged_in."""
    records = get_authentication_records(request, user) if hasattr(request, "session") else []
    record(Act.SIGNED_IN, user, person=user, how=[each["method"] for each in records])


def note_step_added(user: User, authenticator: Authenticator, **_kwargs) -> None:
    """Signal: authenticator_added."""
    record(Act.STEP_ADDED, user, person=user, kind=authenticator.type)


def note_step_removed(user: User, authenticator: Authenticator, **_kwargs) -> None:
    """Signal: authenticator_removed."""
    record(Act.STEP_REMOVED, user, person=user, kind=authenticator.type)


#: What a change of a person's groups means
GROUP_ACTS = {"post_add": Act.ROLE_GIVEN, "post_remove": Act.ROLE_ENDED}


def note_groups(instance: User | Group, action: str, reverse: bool, pk_set, **_kwargs) -> None:
    """Groups are the roles of the city's staff, given by forms of Wagtail's. Signal: m2m_changed.

    Emptying a person's groups tells before it is done which they were.
    """
    if action == "pre_clear" and not reverse:
        action, pk_set = "post_remove", set(instance.groups.values_list("pk", flat=True))
    if action not in GROUP_ACTS:
        return
    pairs = [(pk, instance.pk) for pk in pk_set] if reverse else [(instance.pk, pk) for pk in pk_set]
    for user, group in sorted(pairs):
        record(GROUP_ACTS[action], User(pk=user), group=group)
