"""Texts of a public listing in one language, as a language checker says that they are right."""

from collections.abc import Mapping

from wagtail.log_actions import log

from directory.actions.beside_edits import tell_edits
from directory.actions.errors import NotLive, TextsChanged
from directory.actions.rows import changing, require
from directory.models import Service, TranslationRequest
from directory.permissions import can_check
from directory.signals import listing_changed
from directory.text_fields import translated_fields
from directory.text_places import RELATIONS, TextPlace, text_places, write_texts
from directory.translation_states import Edit, restate, text_digests


def check_translation(
    service: Service, language: str, texts: Mapping[str, str], user, *, seen: str
) -> Service:
    """Write the texts of one language, by the keys of their places: readers see them at once, as checked.

    `seen` is what `seen_texts` said when the checker opened them. Edits that wait get the same texts, as far
    as nobody has written others there. Raises TextsChanged, NotLive.
    """
    with changing(service, user) as row:
        require(can_check(user, language) and language != row.original_language)
        if not Service.objects.published().filter(pk=row.pk).exists():
            raise NotLive
        if seen_texts(row, language) != seen:
            raise TextsChanged
        before = {place.identity: place.read(language) for place in text_places(row)}
        write_texts(row, language, lambda place: texts.get(place.key))
        restate(row, Edit(user=user, checked=frozenset({language})))
        row.save()
        after = {place.identity: place.read(language) for place in text_places(row)}
        tell_edits(row, _Telling(row, language, before, after, user), _touched(), user)
        TranslationRequest.objects.filter(service=row, language_code=language).delete()
        log(row, "directory.check_translation", data={"language": language})
        listing_changed.send(sender=Service, service_id=row.pk)
    return row


def seen_texts(listing: Service, language: str) -> str:
    """A word for the original and the translation as they are now: another one means that they changed."""
    digests = text_digests(listing)
    return "-".join(digests.get(code, "")[:20] for code in (listing.original_language, language))


def _touched() -> tuple[str, ...]:
    columns = (column.attname for fields in translated_fields(Service).values() for column in fields)
    return (*columns, *RELATIONS, "translation_states")


class _Telling:
    """Puts checked texts into an edit, where that has the ones from before."""

    def __init__(self, row: Service, language: str, before: dict, after: dict, user):
        self.language, self.before, self.after, self.user = language, before, after, user
        self.seen = seen_texts(row, language)

    def __call__(self, edit: Service) -> None:
        write_texts(edit, self.language, self._text_at)
        # Of an edit whose original says something else, nobody has said that this is right
        is_same = seen_texts(edit, self.language) == self.seen
        checked = frozenset({self.language} if is_same else ())
        restate(edit, Edit(user=self.user, checked=checked))

    def _text_at(self, place: TextPlace) -> str | None:
        known = self.before.get(place.identity)
        return self.after[place.identity] if known == place.read(self.language) else None
