"""Keeps programs off the form without asking anybody: a trap, and the moment when the form was opened."""

from django import forms
from django.core.exceptions import ValidationError
from django.core.signing import BadSignature, TimestampSigner
from django.utils.translation import gettext_lazy as _

#: Seconds in which nobody reads and fills in a form, and after which one is no longer taken
QUICKEST, LATEST = 2, 24 * 60 * 60


class GuardedForm(forms.Form):
    """A form with a field that no person sees, and a signed moment."""

    homepage = forms.CharField(
        required=False, widget=forms.TextInput({"tabindex": "-1", "autocomplete": "off"})
    )
    opened = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["opened"] = _signer().sign("form")

    @property
    def is_trapped(self) -> bool:
        return bool(self.cleaned_data.get("homepage"))

    def clean(self):
        opened = self.cleaned_data.get("opened", "")
        if not _is_signed(opened, LATEST) or _is_signed(opened, QUICKEST):
            # What was typed stays, with a new moment
            self.data = self.data.copy()
            self.data[self.add_prefix("opened")] = _signer().sign("form")
            raise ValidationError(_("Please send it once more."))
        return super().clean()


def _is_signed(value: str, max_age: int) -> bool:
    """Whether it is a moment of ours, at most so many seconds ago."""
    try:
        _signer().unsign(value, max_age=max_age)
    except BadSignature:
        return False
    return True


def _signer() -> TimestampSigner:
    """Made when it is needed: a command without a key may load the forms too."""
    return TimestampSigner(salt="feedback.opened")
