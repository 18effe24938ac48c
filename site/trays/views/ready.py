"""A ready-made tray: its page for everybody, and making it one's own."""

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods

from trays.models import ReadyTray
from trays.origin import from_our_pages
from trays.privacy import keep_secret
from trays.reading.ready import ReadyPage
from trays.ready import copy_ready
from trays.views.away import away, kept_or
from trays.views.beginning import begin


@from_our_pages
@require_http_methods(["GET", "HEAD", "POST"])
def ready_tray(request: HttpRequest, slug: str) -> HttpResponse:
    ready = get_object_or_404(ReadyTray.objects.public(), slug=slug)
    if request.method == "POST":
        make = partial(copy_ready, ready, get_language())
        return keep_secret(kept_or(partial(away, request, request.path), partial(begin, request, make)))
    return render(request, "trays/ready.html", {"page": ReadyPage(ready, now=timezone.now())})
