"""What the directory adds to Wagtail's admin; everything is defined in `directory.admin`."""

from wagtail import hooks
from wagtail.snippets.models import register_snippet

from directory.admin.chosen_language import remember_language
from directory.admin.log_actions import register_log_actions
from directory.admin.menu import leave_out_documents
from directory.admin.viewsets import VIEWSETS

hooks.register("register_log_actions", register_log_actions)
hooks.register("construct_main_menu", leave_out_documents)

for viewset in VIEWSETS:
    register_snippet(viewset)

for moment in ("before_create_snippet", "before_edit_snippet"):
    hooks.register(moment, remember_language)
