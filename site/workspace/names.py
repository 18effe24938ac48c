"""What a listing is called for those who keep it."""

from django.utils.translation import get_language
from modeltranslation.utils import build_localized_fieldname

from directory.models import Service
from directory.reading.texts import Text


def listing_name(listing: Service) -> Text:
    """The name in the reader's language, else in the latest version, in the language it was written in."""
    language = get_language()
    own = getattr(listing, build_localized_fieldname("name", language))
    if own and language != listing.original_language:
        return Text(own, language)
    column = build_localized_fieldname("name", listing.original_language)
    latest = listing.latest_revision.object_str if listing.latest_revision else ""
    return Text(latest or getattr(listing, column) or listing.slug, listing.original_language)
