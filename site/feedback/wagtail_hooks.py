"""What feedback adds to Wagtail's admin; everything is defined in `feedback.admin`."""

from wagtail import hooks

from feedback.admin.menu import menu_item, urls

hooks.register("register_admin_urls", urls)
hooks.register("register_admin_menu_item", menu_item)
