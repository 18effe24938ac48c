"""What search engines ask for: which addresses to leave alone, and the sitemaps of all the others."""

from django.contrib.sitemaps.views import SitemapIndexItem, sitemap, x_robots_tag
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from config.alternates import public_url
from config.sitemaps import SECTIONS

#: Search engines come again tomorrow
FRESH = cache_control(public=True, max_age=3600)
#: A search with two filters or more is one of millions: none is fetched to learn that it is not to be indexed
ROBOTS = """\
User-agent: *
Disallow: /admin/
Disallow: /styleguide/
Disallow: /*/search/suggestions/
Disallow: /*/search/?*&

Sitemap: {sitemap}
"""


@require_safe
@FRESH
def robots(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    text = ROBOTS.format(sitemap=public_url(reverse("sitemap")))
    return HttpResponse(text, content_type="text/plain; charset=utf-8")


@require_safe
@FRESH
@x_robots_tag
def index(request: HttpRequest) -> HttpResponse:
    """All sitemaps, but for those of kinds of which there is nothing."""
    found = [SitemapIndexItem(url) for name in SECTIONS for url in _addresses(name)]
    return render(request, "sitemap_index.xml", {"sitemaps": found}, content_type="application/xml")


@require_safe
@FRESH
def section(request: HttpRequest, section: str) -> HttpResponse:
    return sitemap(request, SECTIONS, section=section)


def _addresses(name: str) -> list[str]:
    paginator, first = SECTIONS[name]().paginator, public_url(reverse("sitemap_section", args=[name]))
    pages = paginator.page_range if paginator.count else ()
    return [f"{first}?p={page}" if page > 1 else first for page in pages]
