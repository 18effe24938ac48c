"""Where coordinators find the desk in the admin."""

from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.menu import MenuItem

from directory.permissions import can_moderate


class DeskMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return can_moderate(request.user)


def queue_item() -> DeskMenuItem:
    return DeskMenuItem(
        pgettext_lazy("menu", "What waits"), reverse("desk_queue"), icon_name="tasks", order=20
    )


def partners_item() -> DeskMenuItem:
    return DeskMenuItem(
        pgettext_lazy("menu", "Partners"), reverse("desk_partners"), icon_name="group", order=22
    )


def partnerships_item() -> DeskMenuItem:
    # By a name that does not begin like another item's: Wagtail would take both for the one that is open
    return DeskMenuItem(
        pgettext_lazy("menu", "Partnerships"),
        reverse("desk_partnerships"),
        name="ledger",
        icon_name="form",
        order=23,
    )


def networks_item() -> DeskMenuItem:
    return DeskMenuItem(_("Networks"), reverse("desk_networks"), icon_name="link", order=24)


def who_item() -> DeskMenuItem:
    return DeskMenuItem(_("Who works where"), reverse("desk_who"), icon_name="site", order=24)


def unmet_item() -> DeskMenuItem:
    return DeskMenuItem(
        pgettext_lazy("menu", "What is missing"), reverse("desk_unmet"), icon_name="search", order=25
    )


def quality_item() -> DeskMenuItem:
    return DeskMenuItem(_("Quality"), reverse("desk_quality"), icon_name="circle-check", order=26)


def coverage_item() -> DeskMenuItem:
    return DeskMenuItem(_("Languages"), reverse("desk_coverage"), icon_name="globe", order=27)


def figures_item() -> DeskMenuItem:
    return DeskMenuItem(
        pgettext_lazy("menu", "Figures"), reverse("desk_figures"), icon_name="table", order=28
    )


def alerts_item() -> DeskMenuItem:
    return DeskMenuItem(
        pgettext_lazy("to readers", "Alerts"), reverse("desk_alerts"), icon_name="warning", order=29
    )


def log_item() -> DeskMenuItem:
    return DeskMenuItem(
        pgettext_lazy("menu", "Who did what"), reverse("desk_log"), icon_name="history", order=990
    )


def stylesheet() -> str:
    return format_html('<link rel="stylesheet" href="{}">', static("css/desk.css"))
