"""How much waits, on the first page of the admin."""

from wagtail.admin.ui.components import Component
from wagtail.admin.views.home import WorkflowObjectsToModeratePanel

from desk.queue.asked import Asked
from desk.queue.waiting import Queue
from directory.permissions import can_moderate


class QueuePanel(Component):
    name = "queue"
    template_name = "desk/queue_panel.html"
    order = 55

    def get_context_data(self, parent_context):
        user = parent_context["request"].user
        if not can_moderate(user):
            return {"count": 0}
        return {"count": Queue(Asked(), user).count(), "late": Queue(Asked(late=True), user).count()}


def put_queue_first(_request, panels: list) -> None:
    """Hook `construct_homepage_panels`. Wagtail's own list leads past the queue and asks for each item."""
    panels[:] = [panel for panel in panels if not isinstance(panel, WorkflowObjectsToModeratePanel)]
    panels.append(QueuePanel())
