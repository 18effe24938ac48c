"""What the desk adds to Wagtail's admin; everything is defined in `desk.menu` and `desk.urls`."""

from wagtail import hooks

from desk import menu
from desk.quality.panel import add_quality_panel
from desk.queue.panel import put_queue_first
from desk.urls import urlpatterns

hooks.register("register_admin_urls", lambda: urlpatterns)
hooks.register("register_admin_menu_item", menu.queue_item)
hooks.register("register_admin_menu_item", menu.partners_item)
hooks.register("register_admin_menu_item", menu.partnerships_item)
hooks.register("register_admin_menu_item", menu.networks_item)
hooks.register("register_admin_menu_item", menu.who_item)
hooks.register("register_admin_menu_item", menu.unmet_item)
hooks.register("register_admin_menu_item", menu.quality_item)
hooks.register("register_admin_menu_item", menu.coverage_item)
hooks.register("register_admin_menu_item", menu.figures_item)
hooks.register("register_admin_menu_item", menu.alerts_item)
hooks.register("construct_homepage_panels", put_queue_first)
hooks.register("construct_homepage_panels", add_quality_panel)
hooks.register("register_admin_menu_item", menu.log_item)
hooks.register("insert_global_admin_css", menu.stylesheet)
