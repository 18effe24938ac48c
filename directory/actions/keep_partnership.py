"""Agree on a partnership, and change what was agreed. Rights that come from it follow by its days alone."""

from collections.abc import Collection, Mapping
from datetime import date

from django.db import transaction
from django.db.models import Q
from wagtail.log_actions import LogContext, log

from directory.actions.errors import AgreedAlready, NotBetweenThese, PartnershipChanged
from directory.actions.rows import changing, require
from directory.choices import PUBLIC_KINDS, Standing
from directory.models import Organization, Partnership
from directory.permissions import can_keep_networks

#: What is written down of a change as "changed" alone: it may speak of people
NOT_QUOTED = ("note", "documents")
FIELDS = (
    *("unit", "kind", "valid_from", "valid_until", "review_date", "responsible"),
    *("may_publish", "may_host", "documents", "note"),
)


@transaction.atomic
def add_partnership(partnership: Partnership, user) -> Partnership:
    """Write a new one down.

    Raises NotBetweenThese unless a unit of the city and another organisation are its parties, AgreedAlready
    where the same holds on one of its days, ValidationError for wrong values.
    """
    with LogContext(user=user):
        require(can_keep_networks(user))
        _check(partnership)
        partnership.save()
        log(partnership, "directory.add_partnership")
    return partnership


def change_partnership(partnership: Partnership, values: Mapping[str, object], user, *, seen: int):
    """Change fields of a partnership. `seen` is the version that the person has before her eyes.

    Raises PartnershipChanged with the row of now if there is a newer one, and what `add_partnership` raises.
    The same values again change nothing.
    """
    with changing(partnership, user) as row:
        require(can_keep_networks(user))
        if row.version != seen:
            raise PartnershipChanged(row)
        doubled = set(_same_days(row))
        changes = _apply(row, values)
        if changes:
            _check(row, doubled)
            row.version += 1
            row.save()
            log(row, "directory.change_partnership", data={"changes": changes})
    return row


def _check(partnership: Partnership, doubled: Collection[Partnership] = ()) -> None:
    """Both rows are held meanwhile: the same one sent twice is found.

    `doubled` hold on the same days already: two partners that became one leave such rows, and each can
    still be changed.
    """
    parties = (partnership.unit_id, partnership.organization_id)
    rows = {row.pk: row for row in Organization.objects.select_for_update().filter(pk__in=parties)}
    unit = rows.get(partnership.unit_id)
    if len(rows) != len(parties) or unit.kind not in PUBLIC_KINDS:
        raise NotBetweenThese
    if partnership._state.adding and any(row.standing == Standing.ENDED for row in rows.values()):
        raise NotBetweenThese
    partnership.full_clean()
    if set(_same_days(partnership)) - set(doubled):
        raise AgreedAlready


def _same_days(partnership: Partnership):
    ends_after = Q(valid_until=None) | Q(valid_until__gte=partnership.valid_from)
    same = Partnership.objects.filter(
        ends_after,
        unit=partnership.unit_id,
        organization=partnership.organization_id,
        kind=partnership.kind,
        valid_from__lte=partnership.valid_until or date.max,
    )
    return same.exclude(pk=partnership.pk)


def _apply(row: Partnership, values: Mapping[str, object]) -> dict[str, list[str]]:
    """Set what differs, and give back each field's value before and after, in words."""
    changes = {}
    for name in FIELDS:
        before = getattr(row, name)
        if name in values and values[name] != before:
            setattr(row, name, values[name])
            changes[name] = [] if name in NOT_QUOTED else [_said(before), _said(values[name])]
    return changes


def _said(value: object) -> str:
    """As the history keeps it: a day by its numbers, a row by its own, for names change and are erased."""
    return str(getattr(value, "pk", "" if value is None else value))
