"""What people who check languages add to Wagtail's admin: all of it is in `accounts.admin`."""

from wagtail import hooks

from accounts.admin import checkers

hooks.register("register_admin_urls", lambda: checkers.urlpatterns)
hooks.register("register_admin_menu_item", checkers.menu_item)
