"""Keeps programs off forms that anybody may send: a trap, a clock and a limit. Nobody else is asked."""

from django import forms
from django.core.exceptions import ValidationError
from django.core.signing import BadSignature, TimestampSigner
from django.utils.translation import gettext_lazy as _

SALT = "accounts.bots"
#: Seconds: a person reads the form before she sends it
SHORTEST = 3
#: Seconds: a form that was left open over night is still taken
LONGEST = 24 * 60 * 60
TOO_QUICK = _("Look through your answers once more, and send again.")


class GuardedForm(forms.Form):
    """A form with a field that people do not see, and the moment when it was opened, signed."""

    # Programs fill in what looks like an address
    homepage = forms.CharField(required=False)
    opened = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["opened"] = opened_now()
        self.fields["homepage"].widget = forms.TextInput({"tabindex": "-1", "autocomplete": "off"})

    @property
    def is_trapped(self) -> bool:
        """Whether what only programs see was filled in."""
        return bool(self.cleaned_data.get("homepage"))

    def clean_opened(self) -> str:
        value = self.cleaned_data["opened"]
        if not _is_believable(value):
            # What comes next has been read by somebody
            self.data = self.data.copy()
            self.data[self.add_prefix("opened")] = opened_now()
            raise ValidationError(TOO_QUICK)
        return value


def opened_now() -> str:
    return TimestampSigner(salt=SALT).sign("opened")


def _is_believable(value: str) -> bool:
    signer = TimestampSigner(salt=SALT)
    try:
        signer.unsign(value, max_age=LONGEST)
    except BadSignature:
        return False
    try:
        signer.unsign(value, max_age=SHORTEST)
    except BadSignature:
        return True
    return False
