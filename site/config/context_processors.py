"""What every public template knows: the site, the language, and the same page in the other languages."""

from dataclasses import dataclass

from django.conf import settings
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language

from config.addresses import same_page
from config.footer import footer_links
from config.languages import BY_CODE, Language
from directory.reading.examples import has_examples


@dataclass(frozen=True)
class LanguageLink:
    language: Language
    url: str
    is_current: bool


def site(request):
    code = get_language() or settings.LANGUAGE_CODE
    return {
        "language": BY_CODE[code],
        # Worked out by templates that show them: most fragments and sitemaps do not
        "language_links": SimpleLazyObject(lambda: language_links(same_page(request), code)),
        "footer_links": SimpleLazyObject(footer_links),
        "is_demo": is_demo,
        # Where a reader may have come in by the wrong language, all are shown at once
        "shows_all_languages": request.path_info == f"/{code}/",
        "quick_exit_url": settings.QUICK_EXIT_URL,
    }


def is_demo() -> bool:
    return bool(settings.IS_DEMO) or has_examples()


def language_links(path: str, current: str) -> list[LanguageLink]:
    """The address of a page in every offered language, the current one included."""
    rest = path.removeprefix(f"/{current}/") if path.startswith(f"/{current}/") else ""
    return [LanguageLink(BY_CODE[code], f"/{code}/{rest}", code == current) for code, _ in settings.LANGUAGES]
