"""What has changed in the original texts since a translation was made, text by text."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from django.db import models

from directory.models import Service
from directory.models.translation_states import LanguageState
from directory.text_fields import translated_fields
from directory.text_places import text_places
from directory.translation_states import text_digests

#: Each is read whole: a listing with a long history would keep whoever checks it waiting
LOOKED_AT = 40


@dataclass(frozen=True)
class ChangedText:
    """One text of the original: as the translator knew it, and as it is now. Empty where there was none."""

    label: str
    before: str
    now: str


def changed_since(instance: models.Model, state: LanguageState) -> list[ChangedText]:
    """The original texts that differ from those `state` was made from; none if they are not known any more.

    Looks among the last revisions for one whose original had the digest that the state carries.
    """
    for revision in instance.revisions.order_by("-created_at", "-pk")[:LOOKED_AT]:
        known = revision.as_object()
        if text_digests(known).get(state.source_language) == state.source_digest:
            return list(differences(known, instance, state.source_language))
    return []


def differences(known, present, language: str) -> Iterator[ChangedText]:
    """The texts of a language in which two versions of an object differ."""
    before, now = (_texts(instance, language) for instance in (known, present))
    for key in dict.fromkeys([*now, *before]):
        old, new = before.get(key, ("", ""))[1], now.get(key, ("", ""))[1]
        if old != new:
            yield ChangedText((now.get(key) or before[key])[0], old, new)


def _texts(instance: models.Model, language: str) -> dict[object, tuple[str, str]]:
    """Label and text of every text, by a key that stays when texts are moved."""
    if isinstance(instance, Service):
        return _texts_of_listing(instance, language)
    texts = {
        name: (str(column.translated_field.verbose_name), getattr(instance, column.attname) or "")
        for name, columns in translated_fields(type(instance)).items()
        for column in columns
        if column.language == language
    }
    if hasattr(instance, "block_texts"):
        texts |= {
            text.path: (text.label, text.value)
            for text in instance.block_texts()
            if text.language_code == language
        }
    return texts


def _texts_of_listing(listing: Service, language: str) -> dict[object, tuple[str, str]]:
    places = defaultdict(list)
    for place in text_places(listing):
        # Parts that no version published has are told apart by their order
        places[place.identity].append((str(place.field.verbose_name), place.read(language)))
    return {(*key, number): text for key, texts in places.items() for number, text in enumerate(texts)}
