"""Keeping a unit with its people: who is named gets an account, who is not named any more sees nothing.

Whom the page did not touch stays as another page has left her: who was taken out meanwhile is not back.
"""

from django.db import transaction
from django.db.models.functions import Lower
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
    receivers = unit.receivers.annotate(email=Lower("user__email"))
    gone = receivers.filter(email__in=form.taken_out)
    for receiver in gone.select_related("user"):
        record(Act.ROLE_ENDED, receiver.user, person=user, role="receiver", unit=unit.pk)
    gone.delete()
    there = set(receivers.values_list("email", flat=True))
    for person in [_person(email) for email in form.named if email not in there]:
        Receiver.objects.create(unit=unit, user=person)
        record(Act.ROLE_GIVEN, person, person=user, role="receiver", unit=unit.pk)
    log(unit, "wagtail.create" if is_new else "wagtail.edit", user=user)
    return unit


def _person(email: str) -> User:
    return User.objects.filter(email__iexact=email).first() or User.objects.create_user(email)
