"""What is wrong, in numbers, on the first page of the admin."""

from wagtail.admin.ui.components import Component

from desk.quality.asked import Asked
from desk.quality.listing import Quality
from directory.permissions import can_moderate


class QualityPanel(Component):
    name = "quality"
    template_name = "desk/quality_panel.html"
    order = 70

    def get_context_data(self, parent_context):
        if not can_moderate(parent_context["request"].user):
            return {"kinds": []}
        return {"kinds": [(kind, number) for kind, number in Quality(Asked()).kinds if number]}


def add_quality_panel(_request, panels: list) -> None:
    """Hook `construct_homepage_panels`."""
    panels.append(QualityPanel())
