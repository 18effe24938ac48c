"""What the directory adds to Wagtail's admin; everything is defined in `directory.admin`."""

from wagtail import hooks
from wagtail.snippets.models import register_snippet

from directory.admin.log_actions import register_log_actions
from directory.admin.viewsets import VIEWSETS

hooks.register("register_log_actions", register_log_actions)

for viewset in VIEWSETS:
    register_snippet(viewset)
