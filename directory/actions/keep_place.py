"""Save a place of an organisation. Places have no drafts: whoever may change one is believed."""

import secrets

from django.conf import settings
from django.db import transaction
from django.utils.text import slugify
from modeltranslation.utils import build_localized_fieldname
from wagtail.log_actions import log

from directory.actions.differences import differences, values_of
from directory.actions.rows import require
from directory.models import Location
from directory.permissions import can_edit_place


@transaction.atomic
def keep_place(location: Location, user) -> Location:
    """Save a new or changed place of an organisation that the person acts for.

    Raises ValidationError for wrong values. Who listens hears the row being saved.
    """
    known = Location.objects.select_for_update().filter(pk=location.pk).first()
    require(can_edit_place(user, known or location))
    if not location.slug:
        location.slug = _slug(location)
    location.full_clean()
    location.save()
    words = "wagtail.edit" if known else "wagtail.create"
    log(location, words, user=user, data=differences(values_of(known), values_of(location)))
    return location


def _slug(location: Location) -> str:
    columns = (build_localized_fieldname("name", code) for code in settings.MODELTRANSLATION_LANGUAGES)
    name = next(filter(None, (getattr(location, column) for column in columns)), "")
    return f"{slugify(name)[:100]}-{secrets.token_hex(4)}".strip("-")
