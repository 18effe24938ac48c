"""Alerts are made, changed and ended; each leaves a line in the log."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import log

from accounts.models import User
from directory.actions.differences import differences, values_of
from directory.actions.errors import ListingError
from directory.models import Alert
from directory.permissions import can_moderate


class AlertChanged(ListingError):  # noqa: N818 - an answer, as those of directory.actions.errors
    """Somebody saved or ended the alert since the person opened it. Carries the row as it is now."""

    message = _("Somebody else has changed this alert meanwhile.")

    def __init__(self, theirs: Alert):
        super().__init__()
        self.theirs = theirs


@transaction.atomic
def save_alert(alert: Alert, user, *, seen: int = 0) -> Alert:
    """Put it on, or change it: readers see it within a second, once it has begun.

    A new one that says what another one says already is that one: the button was pressed twice. `seen` is the
    version of one that is there already that the person has before her eyes. Raises AlertChanged if there is
    a newer one.
    """
    if not can_moderate(user):
        raise PermissionDenied
    known = Alert.objects.select_for_update().filter(pk=alert.pk).first()
    if known is None:
        if same := _same(alert, user):
            return same
        alert.made_by = user
    elif known.version != seen:
        raise AlertChanged(known)
    else:
        alert.version = known.version + 1
    alert.save()
    words = "wagtail.edit" if known else "wagtail.create"
    log(alert, words, user=user, data=differences(values_of(known), values_of(alert)))
    return alert


def _same(alert: Alert, user) -> Alert | None:
    """One that is on or to come with the same texts for the same readers in the same time."""
    # Her own row is held, so that of two forms sent at the same moment the second finds the first
    User.objects.select_for_update(no_key=True).get(pk=user.pk)
    in_this_time = Alert.objects.to_come(timezone.now()).filter(
        starts_at=alert.starts_at, ends_at=alert.ends_at
    )
    return next((each for each in in_this_time if values_of(each) == values_of(alert)), None)


@transaction.atomic
def end_alert(number: int, user) -> None:
    """Take it off at once; one that has not begun never will. Ending twice is no error."""
    if not can_moderate(user):
        raise PermissionDenied
    now = timezone.now()
    alert = Alert.objects.select_for_update().to_come(now).filter(pk=number).first()
    if alert is not None:
        before = values_of(alert)
        alert.starts_at, alert.ends_at, alert.version = min(alert.starts_at, now), now, alert.version + 1
        alert.save(update_fields=["starts_at", "ends_at", "version"])
        log(alert, "wagtail.edit", user=user, data=differences(before, values_of(alert)))
