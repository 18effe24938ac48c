"""Forms of the admin."""

import re
from copy import copy

from django import forms
from django.db import transaction
from django.db.models import JSONField
from django.forms.models import construct_instance
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.models import register_form_field_override

from directory.actions import set_closing, set_standing
from directory.actions.errors import NotKnown, ReasonMissing, WasMerged
from directory.actions.set_standing import NEEDS_REASON
from directory.admin.seen import SeenForm
from directory.admin.two_languages import TwoLanguagesForm
from directory.choices import Standing
from directory.models.codes import CodeListField, SpokenLanguagesField
from directory.reading.wording import changed_meanwhile


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


# The form field of a JSON column asks for JSON, takes an emptied field for null, fails on endless numbers
for codes_field in (JSONField, CodeListField, SpokenLanguagesField):
    register_form_field_override(codes_field, override={"form_class": CodesField})


class OrganizationForm(SeenForm):
    """An organisation, and its standing for those who decide about it.

    The standing is not a field of the model's form: it changes through its action only. Fields that a person
    may not use are taken away by their panels. `seen_standing` is the one that she has before her eyes: who
    saves texts does not undo what somebody else has decided meanwhile.
    """

    new_standing = forms.ChoiceField(label=capfirst(_("standing with the city")), choices=Standing.choices)
    standing_reason = forms.CharField(
        label=capfirst(_("reason for a new standing")),
        required=False,
        max_length=500,
        widget=forms.Textarea({"rows": 2}),
    )
    seen_standing = forms.CharField(required=False, widget=forms.HiddenInput)

    of_the_form = SeenForm.of_the_form | {"new_standing", "standing_reason", "seen_standing"}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in {"new_standing", "seen_standing"} & set(self.fields):
            self.fields[name].initial = self.instance.standing

    def clean(self):
        values = super().clean()
        if not self.errors:
            self._check_standing(values)
        return values

    def _check_standing(self, values: dict) -> None:
        """Say what the action would refuse. An admitted one that loses its business id is refused too."""
        wanted = values.get("new_standing", self.instance.standing)
        is_new = wanted != self.instance.standing
        if self.instance.pk and is_new and values["seen_standing"] not in ("", self.instance.standing):
            self.add_error("new_standing", changed_meanwhile(self.instance.get_standing_display()))
            self.data = self.data.copy()
            self.data["seen_standing"] = self.instance.standing
        if is_new and wanted in NEEDS_REASON and not values["standing_reason"]:
            self.add_error("standing_reason", ReasonMissing.message)
        if is_new and self.instance.is_merged:
            self.add_error("new_standing", WasMerged.message)
        if wanted == Standing.ADMITTED and not construct_instance(self, copy(self.instance)).is_known:
            self.add_error(None, NotKnown.message)

    @transaction.atomic
    def save(self, commit=True):
        organization = super().save(commit)
        if commit and (wanted := self.cleaned_data.get("new_standing")):
            reason = self.cleaned_data.get("standing_reason", "")
            organization.standing = set_standing(
                organization, Standing(wanted), self.for_user, reason
            ).standing
        return organization


class ServiceForm(TwoLanguagesForm):
    """A listing. Whose it is was decided when it was made: an edit does not give it to somebody else."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["organization"].disabled = self.instance.pk is not None

    def save(self, commit=True):
        """When it is closed is no part of an edit: it holds as soon as the form is saved."""
        if self.instance.pk and {"closed_from", "closed_until"} & set(self.changed_data):
            row = set_closing(self.instance, self.instance.closing, self.for_user)
            self.instance.closed_from, self.instance.closed_until = row.closed_from, row.closed_until
        return super().save(commit)
