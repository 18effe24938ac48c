"""The organisations from A to Z, and the page of one of them."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from directory.models import Organization
from directory.reading.organization_list import OrganizationList
from directory.reading.organization_page import OrganizationPage, organizations_for_page
from directory.views.former_addresses import follows_former_addresses
from directory.views.page_numbers import page_number


@require_safe
def organizations(request: HttpRequest) -> HttpResponse:
    page = OrganizationList(spoken=request.GET.get("language", ""), number=page_number(request))
    return render(request, "directory/organizations.html", {"page": page})


@require_safe
@follows_former_addresses(Organization.objects.public)
def organization(request: HttpRequest, slug: str) -> HttpResponse:
    partner = get_object_or_404(organizations_for_page(), slug=slug)
    page = OrganizationPage(partner, number=page_number(request), now=timezone.now())
    return render(request, "directory/organization.html", {"organization": partner, "page": page})
