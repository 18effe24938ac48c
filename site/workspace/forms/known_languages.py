"""The languages that a person can answer for."""

from django import forms
from django.utils.translation import gettext_lazy as _

from workspace.forms.fields import language_choices, some_of
from workspace.languages_known import told_by


class KnownLanguagesForm(forms.Form):
    codes = some_of(
        _("Which languages do you read and write well?"),
        help_text=_("In these you can say that a translation is right."),
    )

    def __init__(self, data=None, *, user):
        known = dict.fromkeys([*told_by(user), user.interface_language])
        super().__init__(data, initial={"codes": list(known)}, label_suffix="")
        self.fields["codes"].choices = language_choices()
