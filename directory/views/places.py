"""The page of a place with its week, and the list of family centres."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from directory.models import Location
from directory.reading.family_centres import family_centres_by_district
from directory.reading.place_week import PlaceWeek, locations_for_page
from directory.reading.places import describe_place
from directory.views.former_addresses import follows_former_addresses


@require_safe
def family_centres(request: HttpRequest) -> HttpResponse:
    return render(request, "directory/family_centres.html", {"districts": family_centres_by_district()})


@require_safe
@follows_former_addresses(Location.objects.public)
def place(request: HttpRequest, slug: str) -> HttpResponse:
    location = get_object_or_404(locations_for_page(), slug=slug)
    week = PlaceWeek(location, week=request.GET.get("week", ""), now=timezone.now())
    context = {"location": location, "place": describe_place(location), "week": week}
    return render(request, "directory/place.html", context)
