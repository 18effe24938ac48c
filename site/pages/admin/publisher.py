"""How the publisher of the site is edited: by coordinators, in two languages."""

from wagtail.admin.panels import FieldPanel, ObjectList
from wagtail.snippets.views.snippets import SnippetViewSet

from directory.admin.choosers import ChooserViewSet
from directory.admin.language_panel import LanguagePanel
from directory.admin.two_languages import TwoLanguagesForm, text_rows
from directory.admin.views import UnusedDeleteView
from pages.models import Publisher

FACTS = (
    "email", "phone", "address", "privacy_email", "conformity", "evaluation", "statement_date",
)  # fmt: skip


class PublisherForm(TwoLanguagesForm):
    def save(self, commit=True):
        """What a person has filled in is no example any more."""
        self.instance.is_example = False
        return super().save(commit)


class PublisherViewSet(SnippetViewSet):
    model = Publisher
    icon = "site"
    copy_view_enabled = False
    delete_view_class = UnusedDeleteView
    chooser_viewset_class = ChooserViewSet

    def get_edit_handler(self):
        panels = [LanguagePanel(), *text_rows(self.model), *map(FieldPanel, FACTS)]
        return ObjectList(panels, base_form_class=PublisherForm).bind_to_model(self.model)
