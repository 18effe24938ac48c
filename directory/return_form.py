"""What a reviewer is asked who returns a listing. Wagtail asks the task, a model, for it."""

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.forms import TaskStateCommentForm


class ReturnForm(TaskStateCommentForm):
    """What an editor should change; never empty."""

    comment = forms.CharField(label=_("What should change"), widget=forms.Textarea({"rows": 2}))
