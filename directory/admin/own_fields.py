"""Panels of fields that a form makes itself."""

from django.utils.html import format_html_join
from wagtail.admin.panels import FieldPanel, ObjectList


class OwnFieldPanel(FieldPanel):
    """The model has no field of this name."""

    def get_form_options(self):
        return {}


class OwnFieldsList(ObjectList):
    """Panels, some of them of fields that the form makes itself."""

    class BoundPanel(ObjectList.BoundPanel):
        def render_missing_fields(self):
            """Hidden ones alone. Wagtail takes those of OwnFieldPanel for missing and shows them once more.

            Of two fields with one name a browser sends both, and the one that nobody has changed counts.
            """
            return format_html_join("", "{}", ([field] for field in self.form.hidden_fields()))
