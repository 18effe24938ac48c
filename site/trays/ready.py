"""Making a ready-made tray one's own."""

from django.db import models, transaction
from modeltranslation.utils import build_localized_fieldname

from directory.reading.texts import read_text
from trays.changes import OwnTray, add_services, make_tray
from trays.models import ReadyTray, TrayItem


@transaction.atomic
def copy_ready(ready: ReadyTray, language: str) -> OwnTray:
    """A tray of one's own with its public services, and its words in one language: that of its name.

    What is not written in that language is left out: a maker's words are in one.
    """
    name = read_text(ready, "name", language)
    written = name.language_code
    own = make_tray(written, title=name.value, greeting=_words(ready, "greeting", written))
    notes = {item.service_id: _words(item, "note", written) for item in ready.items.all()}
    add_services(own.tray, notes, language)
    items = list(own.tray.items.all())
    for item in items:
        item.note = notes[item.service_id]
    TrayItem.objects.bulk_update(items, ["note"])
    return own


def _words(instance: models.Model, field: str, language: str) -> str:
    return getattr(instance, build_localized_fieldname(field, language)) or ""
