"""Keeping a unit with its people: who is named gets an account, who is not named any more sees nothing."""

from django.db import transaction
from wagtail.log_actions import log

from accounts.models import User
from audit.choices import Act
from audit.recording import record
from contact.admin.forms import UnitForm
from contact.models import Receiver, ReceivingUnit


@transaction.atomic
def save_unit(form: UnitForm, user) -> ReceivingUnit:
    is_new = form.instance.pk is None
    unit = form.save()
    emails = form.cleaned_data["people"]
    gone = unit.receivers.exclude(user__email__in=emails)
    for receiver in gone.select_related("user"):
        record(Act.ROLE_ENDED, receiver.user, person=user, role="receiver", unit=unit.pk)
    gone.delete()
    there = set(unit.receivers.values_list("user__email", flat=True))
    for person in [_person(email) for email in emails if email not in there]:
        Receiver.objects.create(unit=unit, user=person)
        record(Act.ROLE_GIVEN, person, person=user, role="receiver", unit=unit.pk)
    log(unit, "wagtail.create" if is_new else "wagtail.edit", user=user)
    return unit


def _person(email: str) -> User:
    return User.objects.filter(email__iexact=email).first() or User.objects.create_user(email)
