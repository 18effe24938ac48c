"""Who works where: a search over organisations by what their public listings say."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from desk.choices import language_choices
from desk.finding.asked import Asked, names_of
from desk.finding.organizations import ON_A_PAGE, named_rows, ranked
from desk.finding.wider import wider
from desk.finding.words import understood
from directory.choices import TaxonomySlug
from directory.reading.areas import area_choices
from directory.reading.vocabulary import vocabulary
from feedback.admin.views import for_coordinators


@for_coordinators
@require_safe
def who(request: HttpRequest) -> HttpResponse:
    terms = vocabulary(get_language())
    typed = Asked.read(request.GET, terms)
    asked = understood(typed, terms, get_language())
    found = ranked(asked, timezone.localdate()) if asked.is_anything else ()
    page = Paginator(found, ON_A_PAGE).get_page(request.GET.get("p"))
    page.object_list = named_rows(page.object_list)
    named = names_of(asked, terms)
    groups = [term for term in terms.by_id.values() if term.taxonomy == TaxonomySlug.TARGET_GROUPS]
    context = {
        "title": _("Who works where"),
        "icon": "site",
        "asked": asked,
        "typed": typed.words,
        "wider": wider(asked, named, timezone.localdate()) if asked.is_anything and not found else (),
        "meant": list(named.values()),
        "page": page,
        "search": asked.public_search(terms),
        "areas": area_choices(get_language()),
        "themes": _by_theme(terms),
        "groups": [(term.code, term.name) for term in groups],
        "languages": language_choices(),
    }
    return render(request, "desk/who.html", context)


def _by_theme(terms) -> list[tuple]:
    """Each theme with its topics, in their order."""
    topics = [term for term in terms.by_id.values() if term.taxonomy == TaxonomySlug.TOPICS]
    return [
        (theme, [each for each in topics if each.theme == theme.code and not each.is_theme])
        for theme in terms.themes
    ]
