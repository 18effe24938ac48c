"""The first page of the admin: what staff come to do, one tap away, and nothing that they may not do."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin.ui.components import Component

from directory.models import Service
from pages.models import ArticlePage, GuidesPage, ThemePathPage


@dataclass(frozen=True)
class Task:
    """A thing to do: its words, its address and the name of its icon."""

    words: str
    url: str
    icon: str


class TasksPanel(Component):
    name = "tasks"
    template_name = "pages/admin/tasks.html"
    order = 50

    def get_context_data(self, parent_context):
        user = parent_context["request"].user
        return {"tasks": [*page_tasks(user), *listing_tasks(user)]}


def page_tasks(user) -> list[Task]:
    guides = GuidesPage.objects.first()
    if guides is None or not guides.permissions_for_user(user).can_add_subpage():
        return []
    return [
        Task(_("Write a theme path"), _address_to_add(ThemePathPage, guides), "doc-full-inverse"),
        Task(_("Write an article"), _address_to_add(ArticlePage, guides), "doc-full"),
        Task(_("All guides"), reverse("wagtailadmin_explore", args=[guides.pk]), "folder-open-inverse"),
        Task(_("Pictures"), reverse("wagtailimages:index"), "image"),
    ]


def listing_tasks(user) -> list[Task]:
    if not user.has_perm("directory.change_service"):
        return []
    return [Task(_("Listings"), reverse(Service.snippet_viewset.get_url_name("list")), "list-ul")]


def _address_to_add(model, parent) -> str:
    return reverse("wagtailadmin_pages:add", args=[model._meta.app_label, model._meta.model_name, parent.pk])


def add_tasks_panel(_request, panels: list) -> None:
    """Hook `construct_homepage_panels`."""
    panels.append(TasksPanel())
