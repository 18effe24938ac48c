"""The pictures that contents of a listing refer to by number, as a moderator sees them."""

from collections.abc import Iterable, Mapping

from django.utils.translation import get_language

from desk.changes.comparing import Content
from directory.models import Picture, ServicePicture
from directory.reading.pictures import ShownPicture, show, with_renditions
from directory.reading.texts import Text, choose_text
from directory.text_fields import translated_fields

Pictures = Mapping[int, ShownPicture]


def pictures_in(contents: Iterable[Content]) -> Pictures:
    """By number, with the words that the last of the contents has for each; two queries at most."""
    parts = [part for content in contents for part in content.get("pictures") or () if part.get("picture")]
    words = {part["picture"]: _words(part) for part in parts}
    if not words:
        return {}
    rows = with_renditions(Picture.objects.filter(pk__in=words))
    shown = {row.pk: show(row, words[row.pk]) for row in rows}
    return {pk: picture for pk, picture in shown.items() if picture}


def _words(part: Content) -> Text:
    said = {column.language: part.get(column.name) for column in translated_fields(ServicePicture)["text"]}
    return choose_text(said.get, get_language())
