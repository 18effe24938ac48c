"""Who works where: a search over organisations by what their public listings say."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from desk.choices import language_choices
from desk.finding.asked import Asked
from desk.finding.organizations import ON_A_PAGE, named_rows, ranked
from desk.finding.words import understood
from directory.choices import TaxonomySlug
from directory.reading import wording
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
    groups = [term for term in terms.by_id.values() if term.taxonomy == TaxonomySlug.TARGET_GROUPS]
    context = {
        "title": _("Who works where"),
        "icon": "site",
        "asked": asked,
        "typed": typed.words,
        "meant": _meant(asked, terms),
        "page": page,
        "search": asked.public_search(terms),
        "areas": area_choices(get_language()),
        "themes": _by_theme(terms),
        "groups": [(term.code, term.name) for term in groups],
        "languages": language_choices(),
    }
    return render(request, "desk/who.html", context)


def _meant(asked: Asked, terms) -> list[str]:
    """What is asked, in words."""
    area, topic = terms.areas.get(asked.area), terms.topic(asked.topic)
    group = terms.target_group(asked.whom)
    language = wording.language_name(asked.language) if asked.language else ""
    return [
        str(name)
        for name in (area and area.name, topic and topic.name, group and group.name, language)
        if name
    ]


def _by_theme(terms) -> list[tuple]:
    """Each theme with its topics, in their order."""
    topics = [term for term in terms.by_id.values() if term.taxonomy == TaxonomySlug.TOPICS]
    return [
        (theme, [each for each in topics if each.theme == theme.code and not each.is_theme])
        for theme in terms.themes
    ]
