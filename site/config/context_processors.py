"""What every public template knows: the site, the language and how to reach the same page in another."""

from config.languages import BY_CODE
from django.conf import settings
from django.utils.translation import get_language


def site(request):
    language = BY_CODE[get_language() or settings.LANGUAGE_CODE]
    return {
        "language": language,
        "languages": [BY_CODE[code] for code, _ in settings.LANGUAGES],
        "is_demo": settings.IS_DEMO,
        "site_url": settings.SITE_URL,
    }
