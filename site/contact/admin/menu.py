"""Where coordinators find the receiving units in the admin."""

from django.http import HttpRequest
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem

from contact.admin import views
from directory.permissions import can_moderate


class UnitsMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return can_moderate(request.user)


def urls() -> list:
    return [
        path("receiving-units/", views.units, name="receiving_units"),
        path("receiving-units/new/", views.unit, name="receiving_unit_new"),
        path("receiving-units/<int:pk>/", views.unit, name="receiving_unit"),
    ]


def menu_item() -> UnitsMenuItem:
    return UnitsMenuItem(_("Receiving units"), reverse("receiving_units"), icon_name="mail", order=315)
