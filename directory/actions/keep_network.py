"""Who belongs to a network, and when it meets."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import log

from directory.actions.errors import HasEnded, MemberAlready
from directory.actions.rows import changing, require
from directory.choices import Standing
from directory.models import Network, NetworkMeeting, NetworkMembership
from directory.permissions import can_keep_networks


def keep_membership(membership: NetworkMembership, user) -> NetworkMembership:
    """Save a membership, new or changed. An address without consent is not kept.

    Raises MemberAlready where the organisation belongs to it on one of these days, HasEnded for a new one of
    an organisation that has ended, ValidationError for wrong values.
    """
    with changing(membership.network, user) as network:
        require(can_keep_networks(user))
        is_new = membership.pk is None
        if is_new and membership.organization.standing == Standing.ENDED:
            raise HasEnded
        if membership.consented_date is None:
            membership.mail_address = ""
        membership.full_clean(validate_unique=False, validate_constraints=False)
        _check(membership)
        membership.save()
        words = "directory.add_member" if is_new else "directory.change_member"
        log(network, words, data={"organization": membership.organization_id, "role": membership.role})
    return membership


def _check(membership: NetworkMembership) -> None:
    first, last = _days(membership)
    if last < first:
        raise ValidationError({"valid_until": _("The last day is before the first.")})
    # Two partners that became one leave rows of the same days: each of them can still be changed
    before = NetworkMembership.objects.filter(pk=membership.pk).first()
    doubled = set(_same_days(before)) if before else set()
    if set(_same_days(membership)) - doubled:
        raise MemberAlready


def _days(membership: NetworkMembership) -> tuple[date, date]:
    return membership.valid_from or date.min, membership.valid_until or date.max


def _same_days(membership: NetworkMembership) -> QuerySet[NetworkMembership]:
    first, last = _days(membership)
    others = membership.network.memberships.filter(organization=membership.organization_id)
    return others.filter(
        Q(valid_until=None) | Q(valid_until__gte=first), Q(valid_from=None) | Q(valid_from__lte=last)
    ).exclude(pk=membership.pk)


def keep_meeting(meeting: NetworkMeeting, user) -> NetworkMeeting:
    """Save a meeting, new or changed; the same new one again, as by a button pressed twice, is that one.

    Raises ValidationError for wrong values.
    """
    with changing(meeting.network, user) as network:
        require(can_keep_networks(user))
        meeting.full_clean()
        if meeting.pk is None and (same := _same(meeting)):
            return same
        meeting.save()
        day = timezone.localdate(meeting.starts_at).isoformat()
        log(network, "directory.keep_meeting", data={"date": day})
    return meeting


def _same(meeting: NetworkMeeting) -> NetworkMeeting | None:
    values = {name: getattr(meeting, name) for name in ("starts_at", "location", "note", "notes_url")}
    return meeting.network.meetings.filter(**values).first()


def drop_meeting(meeting: NetworkMeeting, user) -> Network:
    """Take a meeting out that will not be. Again changes nothing."""
    with changing(meeting.network, user) as network:
        require(can_keep_networks(user))
        deleted, _rows = network.meetings.filter(pk=meeting.pk).delete()
        if deleted:
            day = timezone.localdate(meeting.starts_at).isoformat()
            log(network, "directory.drop_meeting", data={"date": day})
    return network


def take_mailing_list(network: Network, user) -> list[NetworkMembership]:
    """The addresses of who agreed to it, for a file that leaves the house: the history says who took it."""
    with changing(network, user) as row:
        require(can_keep_networks(user))
        found = list(row.memberships.on_mailing_list().select_related("organization").order_by("pk"))
        log(row, "directory.take_mailing_list", data={"addresses": len(found)})
    return found
