"""The one step of moderation: a coordinator approves an edit or returns it with a comment."""

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext_lazy as _
from wagtail.models import AbstractGroupApprovalTask

from directory.return_form import ReturnForm


class ModerationTask(AbstractGroupApprovalTask):
    """Approval by a group, where nothing goes back without a word about what should change."""

    class Meta:
        verbose_name = _("Moderation of listings")
        verbose_name_plural = _("Moderation of listings")

    def get_form_for_action(self, action):
        return ReturnForm if action == "reject" else super().get_form_for_action(action)

    def on_action(self, task_state, user, action_name, **kwargs):
        if action_name == "reject" and not kwargs.get("comment", "").strip():
            raise PermissionDenied
        return super().on_action(task_state, user, action_name, **kwargs)
