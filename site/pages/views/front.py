"""The front page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from directory.reading.helplines import helpline_cards
from directory.reading.vocabulary import vocabulary
from pages.reading.guides import guide_links, live_guides
from search.pages.soon import walk_in_today

#: Topics offered as examples under the question: broad, not sensitive, with many listings
TRIES = ("homework-help", "language-cafe", "parent-exhaustion")
GUIDES_SHOWN = 4


@require_safe
def front(request: HttpRequest) -> HttpResponse:
    now = timezone.now()
    terms = vocabulary(get_language())
    today = walk_in_today(now, get_language())
    context = {
        "themes": terms.themes,
        "tries": list(filter(None, map(terms.topic, TRIES))),
        "soon": today.sessions,
        "today_count": today.total,
        "guides": guide_links(live_guides()[:GUIDES_SHOWN]),
        "helplines": helpline_cards(now),
    }
    return render(request, "pages/front.html", context)
