"""What applications add to Wagtail's admin; everything is defined in `accounts.admin`."""

from wagtail import hooks

from accounts.admin.applications import urlpatterns
from accounts.admin.panel import add_applications_panel

hooks.register("register_admin_urls", lambda: urlpatterns)
hooks.register("construct_homepage_panels", add_applications_panel)
