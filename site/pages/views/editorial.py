"""Serving editorial pages, and leading on from addresses they had before."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe
from wagtail.models import Site
from wagtail.views import serve as wagtail_serve

from pages.models import FormerPath


@require_safe
def serve(request: HttpRequest, path: str) -> HttpResponse:
    """The page at an address beneath the language; an old address leads to where the page is now."""
    try:
        return wagtail_serve(request, path)
    except Http404:
        if new := _new_address(request, path):
            return redirect(new, permanent=True)
        raise


def _new_address(request: HttpRequest, path: str) -> str | None:
    site = Site.find_for_request(request)
    if site is None:
        return None
    former = FormerPath.objects.filter(path=f"{site.root_page.url_path}{path}").select_related("page").first()
    if former is None or not former.page.live:
        return None
    query = request.META.get("QUERY_STRING", "")
    return former.page.url + (f"?{query}" if query else "")
