"""What a coordinator does about a fault."""

from collections.abc import Callable, Mapping

from django.db import transaction
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from audit.choices import Act
from audit.recording import record
from desk.models import Finding
from desk.quality.asking import ask_partner
from desk.quality.keeping import mend
from desk.quality.kinds import BY_JOB, Kind
from desk.quality.listing import Fault
from directory import actions
from directory.actions.errors import ListingError, NotAnotherListing, ReasonMissing
from directory.models import Organization, Service

LONGEST_REASON = 200


class NobodyToAsk(ListingError):  # noqa: N818 - an answer, as those of directory.actions.errors
    @property
    def message(self) -> str:
        return _("Nobody acts for this organisation here. Call it, and confirm the listing yourself.")


@transaction.atomic
def ask(fault: Fault, _sent: QueryDict, user) -> str:
    if fault.asked_at:
        return _("It was asked a short time ago.")
    if not (number := ask_partner(fault.kind, fault.listing)):
        raise NobodyToAsk
    record(Act.CHANGED, fault.listing, person=user, what="desk.ask", fault=str(fault.kind))
    return ngettext("%(count)s person was asked.", "%(count)s people were asked.", number) % {"count": number}


def confirm(fault: Fault, _sent: QueryDict, user) -> str:
    actions.confirm(fault.listing, user, "desk")
    return _("Saved.")


@transaction.atomic
def dismiss(fault: Fault, sent: QueryDict, user) -> str:
    """It is right as it is: remembered with the reason, for a year."""
    reason = " ".join(sent.get("reason", "").replace("\0", "").split())[:LONGEST_REASON]
    if not reason:
        raise ReasonMissing
    closed = {
        "state": Finding.State.DISMISSED,
        "reason": reason,
        "closed_at": timezone.now(),
        "closed_by": user,
    }
    if fault.kind in BY_JOB:
        Finding.objects.filter(pk=fault.number).update(**closed)
    else:
        about = {"kind": fault.kind, "service": fault.listing}
        Finding.objects.update_or_create(key=f"{fault.kind}:{fault.number}", defaults={**about, **closed})
    record(Act.CHANGED, fault.about, person=user, what="desk.dismiss", fault=str(fault.kind))
    return _("It is not shown any more.")


@transaction.atomic
def drop_link(fault: Fault, _sent: QueryDict, user) -> str:
    actions.drop_link(fault.listing, fault.finding.url, user)
    mend(Finding.objects.filter(pk=fault.number))
    return _("The link is taken out. Readers don't see it any more.")


@transaction.atomic
def keep(fault: Fault, sent: QueryDict, user) -> str:
    """Keep one of the two: a listing is withdrawn in the other's favour, an organisation merged into it."""
    two = (fault.about, fault.finding.twin or fault.finding.other_partner)
    both = {str(each.pk): each for each in two}
    if (kept := both.pop(sent.get("kept", ""), None)) is None:
        raise NotAnotherListing
    (other,) = both.values()
    said = _withdraw(other.pk, kept.pk, user) if fault.listing else _merge(other.pk, kept.pk, user)
    mend(Finding.objects.filter(pk=fault.number))
    return said


def _withdraw(other: int, kept: int, user) -> str:
    successor = Service.objects.get(pk=kept)
    reason = _("The same as %(name)s") % {"name": successor}
    actions.withdraw_duplicate(Service.objects.get(pk=other), successor, user, reason)
    return _("One of the two was withdrawn. Its address leads to the other one.")


def _merge(other: int, kept: int, user) -> str:
    actions.merge(Organization.objects.get(pk=other), Organization.objects.get(pk=kept), user)
    return _("Took over another organisation")


DECISIONS: Mapping[Kind, Mapping[str, Callable[[Fault, QueryDict, object], str]]] = {
    Kind.STALE: {"ask": ask, "confirm": confirm},
    Kind.UNCONFIRMED: {"ask": ask, "confirm": confirm},
    Kind.LINK: {"drop": drop_link},
    Kind.DUPLICATE: {"keep": keep},
}


def decide(fault: Fault, sent: QueryDict, user) -> str | None:
    """Do what a button says, and say what was done. None for a button that the page does not have."""
    do = sent.get("do", "")
    act = dismiss if do == "dismiss" else DECISIONS.get(fault.kind, {}).get(do)
    if act is drop_link and fault.listing is None:
        return None
    return act(fault, sent, user) if act else None
