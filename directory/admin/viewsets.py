"""How staff find and edit the objects of the directory, by Finnish names: all have one (DESIGN, trap 5)."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import ObjectList
from wagtail.admin.ui.tables import Column
from wagtail.snippets.views.snippets import SnippetViewSet

from directory import models
from directory.admin.choosers import ChooserViewSet
from directory.admin.forms import OrganizationForm, ServiceForm
from directory.admin.neighbours import neighbours_panel
from directory.admin.own_fields import OwnFieldsList
from directory.admin.panels import STANDING_PANELS, plain_panels, service_edit_handler, text_panels
from directory.admin.seen import SeenForm
from directory.admin.topics import TermCreateView, TermEditView, TermForm, words_rows
from directory.admin.views import (
    NamedCreateView,
    NamedEditView,
    ServiceCreateView,
    ServiceEditView,
    ServiceHistoryView,
    ServiceUnpublishView,
    ServiceWorkflowActionView,
    UnusedDeleteView,
)


class ServiceViewSet(SnippetViewSet):
    model = models.Service
    icon = "list-ul"
    add_to_admin_menu = True
    menu_label = _("Listings")
    list_display = ["__str__", "organization"]
    list_filter = ["organization", "kind", "live"]
    ordering = ["name_fi", "pk"]
    search_fields = ["name_fi", "name_sv", "name_en", "slug"]
    # A copy would take the identity of the listing with it
    copy_view_enabled = False
    add_view_class = ServiceCreateView
    edit_view_class = ServiceEditView
    delete_view_class = UnusedDeleteView
    history_view_class = ServiceHistoryView
    unpublish_view_class = ServiceUnpublishView
    workflow_action_view_class = ServiceWorkflowActionView
    chooser_viewset_class = ChooserViewSet

    def get_edit_handler(self):
        handler = service_edit_handler()
        handler.base_form_class = ServiceForm
        return handler.bind_to_model(self.model)


class NamedViewSet(SnippetViewSet):
    """Objects that are found by their name; `facts` are the columns without a language that staff edit."""

    facts: tuple[str, ...] = ()
    ordering = ["name_fi", "pk"]
    search_fields = ["name_fi", "name_sv", "name_en"]
    add_view_class = NamedCreateView
    edit_view_class = NamedEditView
    delete_view_class = UnusedDeleteView
    chooser_viewset_class = ChooserViewSet

    def get_edit_handler(self):
        panels = [*plain_panels(*self.facts), *text_panels(self.model)]
        return ObjectList(panels, base_form_class=SeenForm).bind_to_model(self.model)


class OrganizationViewSet(NamedViewSet):
    model = models.Organization
    icon = "group"
    list_display = ["__str__", Column("get_standing_display", label=_("standing with the city"))]
    list_filter = ["standing", "kind"]
    facts = (
        "slug",
        "kind",
        "business_id",
        "vouched_by",
        "parent",
        "url",
        "email",
        "languages",
        "logo",
        "may_publish",
    )

    def get_edit_handler(self):
        panels = [*STANDING_PANELS, *plain_panels(*self.facts), *text_panels(self.model)]
        return ObjectList(panels, base_form_class=OrganizationForm).bind_to_model(self.model)


class LocationViewSet(NamedViewSet):
    model = models.Location
    icon = "site"
    facts = (
        "slug", "organization", "street_address", "postal_code", "city", "area", "latitude", "longitude",
        "url", "email", "accessibility", "is_family_centre", "is_shared", "is_address_hidden", "picture",
    )  # fmt: skip


class TaxonomyTermViewSet(NamedViewSet):
    model = models.TaxonomyTerm
    icon = "tag"
    facts = (
        *("taxonomy", "code", "uri", "parent", "icon"),
        *("is_sensitive", "is_danger", "related_codes", "sort_order"),
    )
    add_view_class = TermCreateView
    edit_view_class = TermEditView

    def get_edit_handler(self):
        panels = [*plain_panels(*self.facts), *text_panels(self.model), neighbours_panel(), *words_rows()]
        return OwnFieldsList(panels, base_form_class=TermForm).bind_to_model(self.model)


class NetworkViewSet(NamedViewSet):
    model = models.Network
    icon = "link"
    facts = ("slug", "area", "url", "is_public")


class HelplineViewSet(NamedViewSet):
    model = models.Helpline
    icon = "mail"
    menu_label = _("Helplines")
    ordering = ["sort_order", "pk"]
    facts = (
        *("slug", "number", "languages", "has_interpretation"),
        *("rrule", "opens_at", "closes_at", "is_emergency", "sort_order"),
    )


VIEWSETS = (
    ServiceViewSet,
    OrganizationViewSet,
    LocationViewSet,
    TaxonomyTermViewSet,
    NetworkViewSet,
    HelplineViewSet,
)
