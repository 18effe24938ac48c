"""Addresses of the front page, the help page and, after all others, the pages that editors make."""

from django.urls import path, re_path
from wagtail.urls import serve_pattern

from pages.views import editorial, front

urlpatterns = [
    path("", front.front, name="front"),
    path("help/", front.help_page, name="help"),
]

#: Wagtail looks for its address by this name. Nothing but pages: no log-in, no passwords of pages
editorial_urlpatterns = [re_path(serve_pattern, editorial.serve, name="wagtail_serve")]
