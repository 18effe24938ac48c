"""Where staff find feedback in the admin."""

from django.http import HttpRequest
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem

from directory.permissions import can_moderate
from feedback.admin import views


class FeedbackMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return can_moderate(request.user)


def urls() -> list:
    return [
        path("feedback/", views.feedback_list, name="feedback_admin"),
        path("feedback/<int:pk>/", views.feedback_one, name="feedback_admin_one"),
    ]


def menu_item() -> FeedbackMenuItem:
    return FeedbackMenuItem(_("Feedback"), reverse("feedback_admin"), icon_name="comment", order=310)
