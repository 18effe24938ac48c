"""Pages about the site: its languages, professionals, accessibility, privacy."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from pages.models import Publisher
from pages.reading.languages import language_table


@require_safe
def languages(request: HttpRequest) -> HttpResponse:
    context = {"table": language_table(), "publisher": _publisher()}
    return render(request, "pages/about_languages.html", context)


@require_safe
def professionals(request: HttpRequest) -> HttpResponse:
    return render(request, "pages/for_professionals.html", {"publisher": _publisher()})


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    context = {"publisher": _publisher(), "address": settings.SITE_URL}
    return render(request, "pages/accessibility.html", context)


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    return render(request, "pages/privacy.html", {"publisher": _publisher()})


def _publisher() -> Publisher | None:
    return Publisher.objects.order_by("pk").first()
