"""How coordinators make ready-made trays: their words in two languages at a time, their services in order."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.panels import ObjectList

from directory.admin.panels import child_panels, plain_panels, text_panels
from directory.admin.two_languages import PartsPanel, TwoLanguagesForm
from directory.admin.viewsets import NamedViewSet
from trays.models import MOST_SERVICES, ReadyTray, ReadyTrayItem


class ReadyTrayViewSet(NamedViewSet):
    model = ReadyTray
    icon = "list-ul"
    menu_label = _("Ready-made trays")
    ordering = ["sort_order", "pk"]
    # A copy would have no services
    copy_view_enabled = False

    def get_edit_handler(self):
        services = PartsPanel(
            "items",
            panels=child_panels(ReadyTrayItem, "service"),
            label=pgettext_lazy("in a tray", "Services"),
            min_num=1,
            max_num=MOST_SERVICES,
        )
        facts = plain_panels("slug", "topic", "is_public", "sort_order")
        panels = [*text_panels(self.model), services, *facts]
        return ObjectList(panels, base_form_class=TwoLanguagesForm).bind_to_model(self.model)
