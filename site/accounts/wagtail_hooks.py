"""What people who join, or check languages, add to Wagtail's admin: all of it is in `accounts.admin`."""

from wagtail import hooks

from accounts.admin import checkers
from accounts.admin.applications import urlpatterns
from accounts.admin.panel import add_applications_panel

hooks.register("register_admin_urls", lambda: urlpatterns)
hooks.register("register_admin_urls", lambda: checkers.urlpatterns)
hooks.register("register_admin_menu_item", checkers.menu_item)
hooks.register("construct_homepage_panels", add_applications_panel)
