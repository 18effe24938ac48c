"""What a receiver writes: why a request is passed on, how it was answered."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from contact.models import ReceivingUnit
from guarding.forms import LinesField

LONGEST_NOTE = 1000


class NoteForm(forms.Form):
    """A note for colleagues, or nothing."""

    note = LinesField(
        label=pgettext_lazy("help request", "Note for colleagues, if you like"),
        help_text=_("It is kept with the request and deleted with it."),
        max_length=LONGEST_NOTE,
        required=False,
        widget=forms.Textarea({"class": "input", "rows": 2, "dir": "auto"}),
    )


class PassOnForm(forms.Form):
    """To which unit, and why."""

    unit = forms.ModelChoiceField(
        ReceivingUnit.objects.none(),
        label=_("To which unit?"),
        error_messages={
            "required": _("Choose one from the list."),
            "invalid_choice": _("Choose one from the list."),
        },
        widget=forms.Select({"class": "input"}),
    )
    reason = LinesField(
        label=_("Why?"),
        max_length=LONGEST_NOTE,
        error_messages={"required": _("Write something here.")},
        widget=forms.Textarea({"class": "input", "rows": 2, "dir": "auto"}),
    )

    def __init__(self, *args, without: ReceivingUnit, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = ReceivingUnit.objects.read().exclude(pk=without.pk)
