"""The networks of the city's partners, and the page of one of them."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from directory.models import Network
from directory.reading.network_pages import NetworkPage, network_summaries, networks_for_page
from directory.views.former_addresses import follows_former_addresses
from directory.views.page_numbers import page_number


@require_safe
def networks(request: HttpRequest) -> HttpResponse:
    return render(request, "directory/networks.html", {"networks": network_summaries()})


@require_safe
@follows_former_addresses(Network.objects.public)
def network(request: HttpRequest, slug: str) -> HttpResponse:
    found = get_object_or_404(networks_for_page(), slug=slug)
    page = NetworkPage(found, number=page_number(request), now=timezone.now())
    return render(request, "directory/network.html", {"network": found, "page": page})
