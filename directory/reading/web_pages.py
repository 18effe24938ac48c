"""Web pages of a listing: of one that is there in several languages, the one a reader understands best."""

from collections.abc import Iterable, Iterator
from urllib.parse import urlsplit

from directory.models import ServiceUrl
from directory.reading.texts import fallback_order


def choose_pages(
    urls: Iterable[ServiceUrl], language_code: str, original_language: str = ""
) -> list[ServiceUrl]:
    """One of each page, in the order in which a text would be looked for."""
    order = fallback_order(language_code, original_language)
    places = {code: place for place, code in enumerate(order)}
    return [min(same, key=lambda url: places.get(url.language_code, len(places))) for same in _pages(urls)]


def _pages(urls: Iterable[ServiceUrl]) -> Iterator[list[ServiceUrl]]:
    """Neighbours on one host in different languages are one page; one for all languages stands alone."""
    page: list[ServiceUrl] = []
    for url in urls:
        if page and not _belongs_to(page, url):
            yield page
            page = []
        page.append(url)
    if page:
        yield page


def _belongs_to(page: list[ServiceUrl], url: ServiceUrl) -> bool:
    languages = {"", *(other.language_code for other in page)}
    is_translation = url.language_code not in languages and page[0].language_code != ""
    return is_translation and urlsplit(url.url).hostname == urlsplit(page[0].url).hostname
