"""The page of one listing."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from directory.models import Service
from directory.reading.easy_language import easy_reading
from directory.reading.service_page import ServicePage
from directory.reading.service_rows import services_for_page
from directory.signals import listing_shown
from directory.views.former_addresses import follows_former_addresses


@require_safe
@follows_former_addresses(Service.objects.public)
def service(request: HttpRequest, slug: str) -> HttpResponse:
    """A listing; in easy language by `?easy`, where it has such a text."""
    listing = get_object_or_404(services_for_page(), slug=slug)
    page = ServicePage(listing, now=timezone.now())
    easy = easy_reading(listing, is_asked="easy" in request.GET)
    context = {"service": listing, "page": page, "easy": easy}
    response = render(request, "directory/service.html", context)
    listing_shown.send(sender=Service, service_id=listing.pk, request=request)
    return response
