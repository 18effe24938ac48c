"""A picture as a page shows it: in several widths, with words in the reader's language or a marked one."""

import logging
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet

from directory.models import Location, Organization, Picture, PictureRendition
from directory.reading.texts import Text, read_text

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class ShownPicture:
    """Addresses of its files for `srcset`, by kind; of the plainest kind also the one for old browsers."""

    webp: str
    jpeg: str
    address: str
    width: int
    height: int
    text: Text

    @property
    def is_tall(self) -> bool:
        return self.height > self.width


def with_pictures(rows: QuerySet, field: str = "picture") -> QuerySet:
    """Rows with their pictures and all that is made of them: one query more for any number."""
    return rows.select_related(field).prefetch_related(_renditions(f"{field}__renditions"))


def with_renditions(pictures: QuerySet[Picture]) -> QuerySet[Picture]:
    """Pictures with all that is made of them: one query more for any number."""
    return pictures.prefetch_related(_renditions("renditions"))


def _renditions(path: str) -> Prefetch:
    return Prefetch(path, PictureRendition.objects.all(), to_attr="prefetched_renditions")


def picture_of(place: Location, language_code: str) -> ShownPicture | None:
    """A place's picture; none where it would give a hidden address away."""
    if place.picture_id is None or place.is_address_hidden:
        return None
    return show(place.picture, read_text(place, "picture_text", language_code))


def logo_of(organization: Organization, language_code: str) -> ShownPicture | None:
    """An organisation's logo, without words: its name stands beside it."""
    return show(organization.logo, Text("", language_code)) if organization.logo_id else None


def show(picture: Picture, text: Text) -> ShownPicture | None:
    """A picture with the words of the page that uses it; none when its file is lost."""
    try:
        widths = picture.widths()
    except OSError:
        logger.exception("The file of picture %s cannot be read.", picture.pk)
        return None
    widest = widths["jpeg"][-1]
    return ShownPicture(
        webp=_srcset(widths["webp"]),
        jpeg=_srcset(widths["jpeg"]),
        address=widest.url,
        width=widest.width,
        height=widest.height,
        text=text,
    )


def _srcset(renditions: Iterable[PictureRendition]) -> str:
    return ", ".join(f"{rendition.url} {rendition.width}w" for rendition in renditions)
