"""What a content editor sees of a page."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, ObjectList, PublishingPanel, TabbedInterface

from directory.admin.language_panel import LanguagePanel
from directory.admin.two_languages import text_rows
from pages.admin.forms import EditorialPageForm, PageCopyForm
from pages.models import ArticlePage, EditorialPage, GuidesPage, InformationPage, ThemePathPage

TRANSLATION_PANEL = MultiFieldPanel(
    [FieldPanel("how_translated"), FieldPanel("is_in_step"), FieldPanel("is_small_change")],
    heading=_("About this change"),
)


def editorial_edit_handler(*facts: str) -> TabbedInterface:
    content = [
        LanguagePanel(),
        *text_rows(EditorialPage),
        *map(FieldPanel, facts),
        FieldPanel("body"),
        TRANSLATION_PANEL,
    ]
    return TabbedInterface(
        [
            ObjectList(content, heading=_("Content")),
            ObjectList(
                [FieldPanel("slug"), FieldPanel("original_language"), PublishingPanel()],
                heading=_("Settings"),
            ),
        ],
        base_form_class=EditorialPageForm,
    )


def set_edit_handlers() -> None:
    """Wagtail looks for the forms of a page on its class; models carry no panels of their own."""
    EditorialPage.copy_form_class = PageCopyForm
    for model, facts in (
        (ThemePathPage, ("theme",)),
        (ArticlePage, ("theme",)),
        (GuidesPage, ()),
        (InformationPage, ()),
    ):
        model.edit_handler = editorial_edit_handler(*facts)
