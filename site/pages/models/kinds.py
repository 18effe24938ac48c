"""The kinds of pages that editors make, and where each may stand."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from pages.models.editorial import EditorialPage

#: Wagtail would name a template after each class
EDITORIAL = "pages/editorial_page.html"


class FrontPage(Page):
    """The root of the site. What readers see there is `pages.views.front`."""

    max_count = 1
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = ["pages.GuidesPage", "pages.InformationPage"]
    preview_modes: list = []
    private_page_options: list = []

    class Meta:
        verbose_name = _("front page")


class GuidesPage(EditorialPage):
    """The page that lists theme paths and articles."""

    parent_page_types = ["pages.FrontPage"]
    subpage_types = ["pages.ThemePathPage", "pages.ArticlePage"]
    max_count = 1
    template = "pages/guides_page.html"

    class Meta:
        verbose_name = _("list of guides")

    def get_context(self, request, *args, **kwargs):
        # The list reads pages of this module's kinds
        from pages.reading.guides import page_of_guides  # noqa: PLC0415

        context = super().get_context(request, *args, **kwargs)
        return context | {"guides": page_of_guides(self, request.GET.get("page", ""))}


class ThemePathPage(EditorialPage):
    """A way through one theme: texts with live lists of services between them."""

    theme = models.CharField(_("theme"), max_length=50, blank=True)
    parent_page_types = ["pages.GuidesPage"]
    subpage_types: list = []
    template = EDITORIAL

    class Meta:
        verbose_name = _("theme path")


class ArticlePage(EditorialPage):
    """A text about one question."""

    theme = models.CharField(_("theme"), max_length=50, blank=True)
    parent_page_types = ["pages.GuidesPage"]
    subpage_types: list = []
    template = EDITORIAL

    class Meta:
        verbose_name = _("article")


class InformationPage(EditorialPage):
    """A page about the site or the city's work, at the root."""

    parent_page_types = ["pages.FrontPage"]
    subpage_types = ["pages.InformationPage"]
    template = EDITORIAL

    class Meta:
        verbose_name = _("information page")
