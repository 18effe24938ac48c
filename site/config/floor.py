"""The least that a page of twenty listings can cost: read from the database and shown, no search and no filters.

Its address exists only while `manage.py benchmark_pages` runs, which measures the others by it.
"""

from django.conf.urls.i18n import i18n_patterns
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils import timezone

from config import urls
from directory.cards import Chosen, build_cards
from directory.models import Service
from search.results import PAGE_SIZE


def floor(request: HttpRequest) -> HttpResponse:
    ids = Service.objects.public().order_by("pk").values_list("pk", flat=True)[:PAGE_SIZE]
    cards = build_cards(dict.fromkeys(ids, Chosen()), timezone.now())
    return render(request, "config/floor.html", {"cards": cards})


urlpatterns = [*urls.urlpatterns, *i18n_patterns(path("floor/", floor))]
