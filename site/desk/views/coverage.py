"""Which languages the public listings have."""

from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from desk.choices import language_choices
from desk.coverage import Asked, By, Coverage, State
from directory.reading.wording import language_name
from feedback.admin.views import for_coordinators

#: How far back the readers are counted
READ_FOR = timedelta(days=92)


@for_coordinators
@require_safe
def coverage(request: HttpRequest) -> HttpResponse:
    asked = Asked.read(request.GET)
    found = Coverage(asked, get_language())
    since = (timezone.localdate() - READ_FOR).replace(day=1)
    context = {
        "title": _("Languages"),
        "icon": "globe",
        "asked": asked,
        "coverage": found,
        "kinds": _kinds(),
        "states": State.choices,
        "languages": language_choices(),
        "language": language_name(asked.language),
        "unread": found.most_read(since),
    }
    return render(request, "desk/coverage.html", context)


def _kinds() -> list[tuple[str, str]]:
    partner = capfirst(_("organisation"))
    return [(By.THEME.value, _("Theme")), (By.AREA.value, _("Area")), (By.PARTNER.value, partner)]
