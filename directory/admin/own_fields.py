"""Panels of fields that a form makes itself."""

from wagtail.admin.panels import FieldPanel


class OwnFieldPanel(FieldPanel):
    """The model has no field of this name."""

    def get_form_options(self):
        return {}
