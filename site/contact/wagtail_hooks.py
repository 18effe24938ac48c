"""What help requests add to Wagtail's admin: units and their people; everything is in `contact.admin`."""

from wagtail import hooks

from contact.admin.menu import menu_item, urls

hooks.register("register_admin_urls", urls)
hooks.register("register_admin_menu_item", menu_item)
