"""Keeping a unit with its people: who is named gets an account, who is not named any more sees nothing."""

from django.db import transaction
from wagtail.log_actions import log

from accounts.models import User
from contact.admin.forms import UnitForm
from contact.models import Receiver, ReceivingUnit


@transaction.atomic
def save_unit(form: UnitForm, user) -> ReceivingUnit:
    is_new = form.instance.pk is None
    unit = form.save()
    emails = form.cleaned_data["people"]
    unit.receivers.exclude(user__email__in=emails).delete()
    there = set(unit.receivers.values_list("user__email", flat=True))
    Receiver.objects.bulk_create(
        Receiver(unit=unit, user=_person(email)) for email in emails if email not in there
    )
    log(unit, "wagtail.create" if is_new else "wagtail.edit", user=user)
    return unit


def _person(email: str) -> User:
    return User.objects.filter(email__iexact=email).first() or User.objects.create_user(email)
