"""What is wrong, more closely, in words."""

from collections.abc import Callable, Iterable, Mapping

from django.apps import apps
from django.conf import settings
from django.db.models import Model
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from desk.choices import isolated
from desk.links.reasons import Reason
from desk.quality.kinds import Kind
from desk.quality.personal import What
from directory.models import Service
from directory.reading import wording
from directory.text_fields import text_fields

#: What two listings or organisations share: codes of desk.duplicates
SHARED = {
    "name": pgettext_lazy("two listings share", "name"),
    "text": pgettext_lazy("two listings share", "text"),
    "way": pgettext_lazy("two listings share", "phone, e-mail or web page"),
    "id": gettext_lazy("business id"),
    "address": gettext_lazy("street address"),
    "place": pgettext_lazy("two listings share", "place"),
    "time": pgettext_lazy("two listings share", "time"),
}


def details_of(fault) -> list[str]:
    say = WORDS.get(fault.kind)
    return say(fault) if say else []


def missing_languages(listing: Service, there: Iterable[str]) -> tuple[str, ...]:
    """Languages of the site in which it is held and has no text, in the order of the site."""
    spoken = set(listing.languages) - set(there)
    return tuple(code for code in settings.MODELTRANSLATION_LANGUAGES if code in spoken)


def place_of(fault) -> tuple[str, str]:
    """The column of the first personal data in a text, with its language; nothing where it is in a part."""
    column = fault.finding.details[0].partition(":")[2] if fault.finding and fault.finding.details else ""
    field = _columns(type(fault.about)).get(column)
    return (column, field.language) if field else ("", "")


def _stale(fault) -> list[str]:
    return [_("Confirmed %(date)s") % {"date": wording.full_date(timezone.localdate(fault.since))}]


def _language(fault) -> list[str]:
    return [wording.language_name(code) for code in fault.missing]


def _link(fault) -> list[str]:
    reason = fault.finding.details[0] if fault.finding.details else ""
    return [isolated(fault.finding.url), *([str(Reason(reason).label)] if reason in Reason.values else [])]


def _duplicate(fault) -> list[str]:
    other = fault.finding.twin or fault.finding.other_partner
    return [isolated(str(other)), shared_words(fault.finding.details)]


def shared_words(codes: Iterable[str]) -> str:
    return capfirst(", ".join(str(SHARED[code]) for code in codes if code in SHARED))


def _personal(fault) -> list[str]:
    return [_personal_words(code, type(fault.about)) for code in fault.finding.details]


def _personal_words(code: str, model: type[Model]) -> str:
    what, _colon, place = code.partition(":")
    return f"{What(what).label} ({_place_words(place, model)})" if what in What.values else place


def _place_words(place: str, model: type[Model]) -> str:
    """ "what happens there, Finnish"."""
    owner, _dot, column = place.rpartition(".")
    model = apps.get_model("directory", owner) if owner else model
    if field := _columns(model).get(column):
        words = model._meta.get_field(field.translated_field.name).verbose_name
        return f"{words}, {wording.language_name(field.language)}"
    return str(model._meta.get_field(column).verbose_name)


def _columns(model: type) -> dict:
    return {field.attname: field for field in text_fields(model)}


WORDS: Mapping[str, Callable] = {
    Kind.STALE: _stale,
    Kind.LANGUAGE: _language,
    Kind.LINK: _link,
    Kind.DUPLICATE: _duplicate,
    Kind.PERSONAL: _personal,
}
