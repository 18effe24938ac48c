"""Forms of the admin."""

import re

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.models import WagtailAdminModelForm, register_form_field_override
from wagtail.forms import TaskStateCommentForm

from directory.models.codes import CodeListField, SpokenLanguagesField


class CodesField(forms.CharField):
    """A list of codes, written with commas between them."""

    def __init__(self, *, encoder=None, decoder=None, **kwargs):  # noqa: ARG002 - of every JSON column
        super().__init__(**kwargs)

    def prepare_value(self, value):
        return ", ".join(value) if isinstance(value, list) else value

    def to_python(self, value):
        return [code for code in re.split(r"[\s,]+", super().to_python(value)) if code]

    def has_changed(self, initial, data):
        return (initial or []) != self.to_python(data)

    def run_validators(self, value):
        """Left to the model, whose validators look at lists; those of a text field don't."""


class ReturnForm(TaskStateCommentForm):
    """What an editor should change; never empty."""

    comment = forms.CharField(label=_("What should change"), widget=forms.Textarea({"rows": 2}))


# The form field of a JSON column asks for JSON, and takes an emptied field for null
for codes_field in (CodeListField, SpokenLanguagesField):
    register_form_field_override(codes_field, override={"form_class": CodesField})


class ServiceForm(WagtailAdminModelForm):
    """A listing. Whose it is was decided when it was made: an edit does not give it to somebody else."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["organization"].disabled = self.instance.pk is not None
