"""Addresses of the front page and, after all others, the pages that editors make."""

from django.urls import path, re_path
from wagtail.urls import serve_pattern

from pages.views import about, editorial, front

urlpatterns = [
    path("", front.front, name="front"),
    path("about-the-languages/", about.languages, name="about_languages"),
    path("for-professionals/", about.professionals, name="for_professionals"),
    path("accessibility/", about.accessibility, name="accessibility"),
    path("privacy/", about.privacy, name="privacy"),
    # The list of guides as long as an editor leaves it there; afterwards its new address
    path("guides/", editorial.serve, {"path": "guides/"}, name="guides"),
]

#: Wagtail looks for its address by this name. Nothing but pages: no log-in, no passwords of pages
editorial_urlpatterns = [re_path(serve_pattern, editorial.serve, name="wagtail_serve")]
