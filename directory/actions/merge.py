"""Merge an organisation into another one: all that it has and is known for is the other's from then on."""

from collections.abc import Iterable

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import F, Q
from wagtail.log_actions import LogContext, log
from wagtail.models import Revision

from directory.actions.errors import HasEnded, NotAnother, NotKnown
from directory.actions.rows import require
from directory.choices import NetworkRole, PersonRole, Standing
from directory.models import (
    FormerAddress,
    ImportedRecord,
    Location,
    NetworkMembership,
    Organization,
    OrganizationPhone,
    OrganizationRole,
    Partnership,
    RoleAcceptance,
    RoleRefusal,
    Service,
    ServiceRole,
    SpokenLanguages,
)
from directory.permissions import can_set_standing
from directory.signals import listing_changed, organizations_merged, standing_changed


def merge(organization: Organization, successor: Organization, user) -> Organization:
    """Give everything of an organisation to its successor, and end it; its addresses lead on.

    Both histories say so. Raises NotAnother for one and the same, HasEnded where one of the two has ended
    meanwhile (two merges crossed), NotKnown if the successor would lose the only one who knows it.
    """
    with transaction.atomic(), LogContext(user=user):
        require(can_set_standing(user))
        merged, row = _both(organization, successor)
        touched = _touched(merged, row)
        _move_listings(merged, row)
        _move_people(merged, row)
        _move_memberships(merged, row)
        _move_partnerships(merged, row)
        _move_ties(merged, row)
        _end(merged, row, user)
        organizations_merged.send(sender=Organization, organization=merged, successor=row, user=user)
        for service_id in touched:
            listing_changed.send(sender=Service, service_id=service_id)
    return row


def _both(organization: Organization, successor: Organization) -> tuple[Organization, Organization]:
    """Both rows, locked in one order, so that two merges that cross wait for each other."""
    if organization.pk == successor.pk:
        raise NotAnother
    pair = Organization.objects.select_for_update().filter(pk__in=(organization.pk, successor.pk))
    rows = {row.pk: row for row in pair.order_by("pk")}
    both = rows.get(organization.pk), rows.get(successor.pk)
    if any(row is None or row.standing == Standing.ENDED for row in both):
        raise HasEnded
    return both


def _touched(merged: Organization, row: Organization) -> list[int]:
    of_either = Q(organization__in=(merged, row)) | Q(roles__organization=merged)
    return list(Service.objects.filter(of_either).distinct().order_by("pk").values_list("pk", flat=True))


def _move_listings(merged: Organization, row: Organization) -> None:
    Service.objects.filter(organization=merged).update(organization=row)
    Location.objects.filter(organization=merged).update(organization=row)
    for model in (ServiceRole, RoleAcceptance, RoleRefusal):
        given = model.objects.filter(organization=merged)
        has_it = model.objects.filter(organization=row).values_list("service", "role")
        given.filter(pk__in=_twins(given, set(has_it))).delete()
        given.update(organization=row)
        # Nobody has a part in her own listing
        model.objects.filter(organization=row, service__organization=row).delete()
    _settle_answers(row)
    for revision in _versions_naming(merged):
        revision.content["roles"] = _renamed(revision.content["roles"], merged, row)
        revision.save(update_fields=["content"])


def _settle_answers(row: Organization) -> None:
    """What one of the two accepted stays public, though the other refused the same."""
    accepted = RoleAcceptance.objects.filter(organization=row).values_list("service", "role")
    refused = RoleRefusal.objects.filter(organization=row)
    refused.filter(pk__in=_twins(refused, set(accepted))).delete()


def _renamed(roles: list[dict], merged: Organization, row: Organization) -> list[dict]:
    """The roles of a version, with the successor in the place of the merged one, each once."""
    names = {merged.pk: row.pk}
    given = [
        {**role, "organization": names.get(role["organization"], role["organization"])} for role in roles
    ]
    return list({(role["organization"], role["role"]): role for role in given}.values())


def _twins(given, has_it: set[tuple[int, str]]) -> list[int]:
    rows = given.values_list("pk", "service", "role")
    return [pk for pk, service, role in rows if (service, role) in has_it]


def _versions_naming(merged: Organization) -> Iterable[Revision]:
    """Saved versions of listings in which it has a part."""
    # Databases write JSON with or without a space
    names_it = Q(content__roles__icontains=f'"organization":{merged.pk}') | Q(
        content__roles__icontains=f'"organization": {merged.pk}'
    )
    found = Revision.objects.filter(names_it, content_type=ContentType.objects.get_for_model(Service))
    for revision in found.iterator():
        if any(role["organization"] == merged.pk for role in revision.content["roles"]):
            yield revision


def _move_people(merged: Organization, row: Organization) -> None:
    """Who acted for both goes on with the stronger of her parts."""
    open_roles = {role.user_id: role for role in row.person_roles.filter(valid_until=None)}
    for role in merged.person_roles.filter(valid_until=None, user__in=open_roles):
        kept = open_roles[role.user_id]
        if role.role == PersonRole.OWNER and kept.role != PersonRole.OWNER:
            OrganizationRole.objects.filter(pk=kept.pk).update(role=PersonRole.OWNER)
        role.delete()
    merged.person_roles.update(organization=row)


def _move_memberships(merged: Organization, row: Organization) -> None:
    """Where both belong to a network now, one membership goes on with what either of the two says."""
    open_ones = {each.network_id: each for each in row.memberships.filter(valid_until=None)}
    for membership in merged.memberships.filter(valid_until=None, network__in=open_ones):
        kept = open_ones[membership.network_id]
        _take_over(kept, membership)
        membership.delete()
        kept.save()
    merged.memberships.update(organization=row)


def _take_over(kept: NetworkMembership, other: NetworkMembership) -> None:
    """The stronger part, the earlier first day (none: since ever), and an address with its own consent."""
    if other.role == NetworkRole.COORDINATOR:
        kept.role = other.role
    days = (kept.valid_from, other.valid_from)
    kept.valid_from = None if None in days else min(days)
    if kept.consented_date is None and other.consented_date:
        kept.mail_address, kept.consented_date = other.mail_address, other.consented_date


def _move_partnerships(merged: Organization, row: Organization) -> None:
    """Those of the two with each other stay where they are, and end with the merged one."""
    for mine, others in (("unit", "organization"), ("organization", "unit")):
        found = Partnership.objects.filter(**{mine: merged}).exclude(**{others: row})
        # Whoever has one open meanwhile is told
        found.update(**{mine: row}, version=F("version") + 1)


def _move_ties(merged: Organization, row: Organization) -> None:
    """Numbers, parts, those whom it vouches for, and where it was imported from."""
    OrganizationPhone.objects.filter(organization=merged).update(organization=row)
    for name in ("parent", "vouched_by"):
        tied = Organization.objects.filter(**{name: merged})
        tied.exclude(pk=row.pk).update(**{name: row})
        if getattr(row, f"{name}_id") == merged.pk:
            above = getattr(merged, f"{name}_id")
            setattr(row, f"{name}_id", above if above != row.pk else None)
    SpokenLanguages.objects.filter(organization=merged).delete()
    content_type = ContentType.objects.get_for_model(Organization)
    ImportedRecord.objects.filter(content_type=content_type, object_id=merged.pk).update(object_id=row.pk)


def _end(merged: Organization, row: Organization, user) -> None:
    before = merged.standing
    business_id = row.business_id or merged.business_id
    merged.standing, merged.may_publish = Standing.ENDED, False
    if business_id == merged.business_id:
        merged.business_id = None
    # Before the other row takes the business id over, which is of one only
    merged.save()
    row.business_id = business_id
    if row.is_public and not row.is_known:
        raise NotKnown
    row.save()
    FormerAddress.objects.hand_over(merged, row)
    log(merged, "directory.merge", data={"successor": row.pk, "slug": row.slug})
    log(row, "directory.take_over", data={"merged": merged.pk, "slug": merged.slug})
    standing_changed.send(sender=Organization, organization=merged, before=before, user=user)
