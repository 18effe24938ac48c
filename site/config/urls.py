"""Addresses. The first segment of a public page is its language."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path
from wagtail.admin import urls as wagtailadmin_urls

from accounts.views.city import from_city
from config import crawlers
from config.styleguide import schemes, styleguide
from pages.urls import editorial_urlpatterns

handler400 = "config.errors.not_taken"
handler404 = "config.errors.page_not_found"
handler500 = "config.errors.server_error"

urlpatterns = [
    path("admin/", include("config.closed")),
    path("admin/", include(wagtailadmin_urls)),
    path("styleguide/", styleguide, name="styleguide"),
    path("styleguide/schemes.css", schemes, name="styleguide_schemes"),
    path("media/", include("config.media")),
    # As it is registered with the city's sign-in, which sends people back to it
    path("oidc/<slug:provider_id>/login/callback/", from_city, name="openid_connect_callback"),
    path("robots.txt", crawlers.robots, name="robots"),
    path("sitemap.xml", crawlers.index, name="sitemap"),
    path("sitemap-<slug:section>.xml", crawlers.section, name="sitemap_section"),
    *i18n_patterns(
        path("", include("pages.urls")),
        path("", include("search.urls")),
        path("", include("directory.urls")),
        path("", include("accounts.urls")),
        path("", include("confirming.urls")),
        path("", include("feedback.urls")),
        path("", include("contact.urls")),
        path("workspace/", include("workspace.urls")),
        path("", include("desk.public_urls")),
        path("checking/", include("workspace.checking.urls")),
        path("", include("trays.urls")),
        path("", include(editorial_urlpatterns)),
    ),
]
