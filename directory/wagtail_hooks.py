"""What the directory adds to Wagtail's admin; everything is defined in `directory.admin`."""

from wagtail import hooks
from wagtail.snippets.models import register_snippet

from directory.admin.chosen_language import remember_language
from directory.admin.log_actions import register_log_actions
from directory.admin.menu import (
    leave_out_documents,
    leave_out_number_of_documents,
    leave_out_other_sites,
)
from directory.admin.viewsets import VIEWSETS

hooks.register("register_log_actions", register_log_actions)
hooks.register("construct_main_menu", leave_out_documents)
hooks.register("construct_search", leave_out_documents)
hooks.register("construct_homepage_summary_items", leave_out_number_of_documents)
hooks.register("construct_help_menu", leave_out_other_sites)

for viewset in VIEWSETS:
    register_snippet(viewset)

for moment in ("before_create_snippet", "before_edit_snippet"):
    hooks.register(moment, remember_language)
