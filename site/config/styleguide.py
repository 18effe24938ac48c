"""The living style page: every component as it is now, for those who work on the site."""

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import override
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from config.contrast import pairs
from config.languages import BY_CODE
from config.schemes import scheme_sheet
from config.specimen_texts import LENGTHS
from config.specimens import Specimens
from config.tokens import Scheme, token_sheets

#: What the page is shown in: both directions, three scripts, and the longest stacks of diacritics
LANGUAGES = tuple(LENGTHS)


@never_cache
@require_safe
def styleguide(request: HttpRequest) -> HttpResponse:
    """`?language=ar&scheme=dark`: one language and one colour scheme at a time, as a reader has them."""
    if not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path(), reverse("account_login"))
    _require_staff(request)
    language = _chosen(request, "language", LANGUAGES)
    scheme = Scheme(_chosen(request, "scheme", tuple(Scheme)))
    with override(language):
        response = render(request, "styleguide/page.html", _context(language, scheme))
    response["X-Robots-Tag"] = "noindex"
    response["Content-Language"] = language
    return response


@require_safe
def schemes(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """Both colour schemes at a reader's choice, whatever the system prefers. Holds nothing but colours."""
    return HttpResponse(scheme_sheet("\n".join(token_sheets())), content_type="text/css")


def _require_staff(request: HttpRequest) -> None:
    if not (request.user.is_staff or request.user.has_perm("wagtailadmin.access_admin")):
        raise PermissionDenied


def _chosen(request: HttpRequest, name: str, known: tuple[str, ...]) -> str:
    value = request.GET.get(name, "")
    return value if value in known else known[0]


def _context(language: str, scheme: Scheme) -> dict:
    return {
        "scheme": scheme,
        "schemes": list(Scheme),
        "languages": [BY_CODE[code] for code in LANGUAGES],
        "language_links": (),
        "shown": Specimens(language),
        "pairs": [pair for pair in pairs("\n".join(token_sheets())) if pair.scheme == scheme],
    }
