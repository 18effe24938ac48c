"""Applications that wait, on the first page of the admin."""

from django.urls import reverse
from wagtail.admin.ui.components import Component

from accounts.models import Application
from directory.permissions import can_set_standing


class ApplicationsPanel(Component):
    name = "applications"
    template_name = "accounts/admin/panel.html"
    order = 60

    def get_context_data(self, parent_context):
        if not can_set_standing(parent_context["request"].user):
            return {"count": 0}
        count = Application.objects.waiting().count()
        return {"count": count, "url": reverse("accounts_applications")}


def add_applications_panel(_request, panels: list) -> None:
    """Hook `construct_homepage_panels`."""
    panels.append(ApplicationsPanel())
