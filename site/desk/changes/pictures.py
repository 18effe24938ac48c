"""The pictures that contents of a listing refer to by number, as a moderator sees them."""

from collections.abc import Iterable, Mapping

from django.db.models import Prefetch
from django.utils.translation import get_language

from desk.changes.comparing import Content
from directory.models import Picture, PictureRendition, ServicePicture
from directory.reading.pictures import ShownPicture, show
from directory.reading.texts import Text
from directory.text_fields import translated_fields

Pictures = Mapping[int, ShownPicture]


def pictures_in(contents: Iterable[Content]) -> Pictures:
    """By number, with the words that the last of the contents has for each; two queries at most."""
    parts = [part for content in contents for part in content.get("pictures") or () if part.get("picture")]
    words = {part["picture"]: _words(part) for part in parts}
    if not words:
        return {}
    rows = Picture.objects.filter(pk__in=words).prefetch_related(_renditions())
    shown = {row.pk: show(row, words[row.pk]) for row in rows}
    return {pk: picture for pk, picture in shown.items() if picture}


def _renditions() -> Prefetch:
    return Prefetch("renditions", PictureRendition.objects.all(), to_attr="prefetched_renditions")


def _words(part: Content) -> Text:
    columns = translated_fields(ServicePicture)["text"]
    own = sorted(columns, key=lambda column: column.language != get_language())
    said = ((part.get(column.name), column.language) for column in own)
    return next((Text(text, language) for text, language in said if text), Text("", get_language()))
