"""What editorial pages add to Wagtail's admin; everything is defined in `pages.admin`."""

from wagtail import hooks
from wagtail.snippets.models import register_snippet

from directory.admin.chosen_language import remember_language
from pages.admin import language_question
from pages.admin.assets import admin_stylesheet
from pages.admin.dashboard import add_tasks_panel
from pages.admin.publisher import PublisherViewSet

for moment in ("before_create_page", "before_edit_page"):
    hooks.register(moment, remember_language)
for moment in ("after_create_page", "after_edit_page"):
    hooks.register(moment, language_question.ask)
hooks.register("insert_global_admin_css", admin_stylesheet)
hooks.register("construct_homepage_panels", add_tasks_panel)
register_snippet(PublisherViewSet)
