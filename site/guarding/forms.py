"""Keeps programs off forms that anybody may send, without asking anybody: a trap, a clock and a limit."""

from django import forms
from django.core.exceptions import ValidationError
from django.core.signing import BadSignature, TimestampSigner
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from guarding.limits import Limit

#: Seconds in which nobody reads and fills in a form, and after which one is no longer taken
QUICKEST, LATEST = 2, 24 * 60 * 60
TOO_MANY = _("Too much was sent from here. Please try again in an hour.")


class LinesField(forms.CharField):
    """A text of several lines: a line break is one sign, as browsers count that send two."""

    def to_python(self, value) -> str:
        return super().to_python(value).replace("\r\n", "\n")


class GuardedForm(forms.Form):
    """A form with a field that no person sees, and the moment when it was opened, signed."""

    # Programs fill in what looks like an address
    homepage = forms.CharField(
        required=False, widget=forms.TextInput({"tabindex": "-1", "autocomplete": "off"})
    )
    opened = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["opened"] = _now()

    @property
    def is_trapped(self) -> bool:
        """Whether what only programs see was filled in: they are told nothing that they could learn from."""
        return bool(self.cleaned_data.get("homepage"))

    def may_be_sent(self, request: HttpRequest, limit: Limit) -> bool:
        """Count it; beyond the limit the form says so, with all that was typed."""
        if not limit.allows(request):
            self.add_error(None, TOO_MANY)
            return False
        return True

    def clean(self):
        opened = self.cleaned_data.get("opened", "")
        if not _is_signed(opened, LATEST) or _is_signed(opened, QUICKEST):
            # What was typed stays, with a new moment
            self.data = self.data.copy()
            self.data[self.add_prefix("opened")] = _now()
            raise ValidationError(_("Please send it once more."))
        return super().clean()


def _now() -> str:
    return _signer().sign("form")


def _is_signed(value: str, max_age: int) -> bool:
    """Whether it is a moment of ours, at most so many seconds ago."""
    try:
        _signer().unsign(value, max_age=max_age)
    except BadSignature:
        return False
    return True


def _signer() -> TimestampSigner:
    """Made when it is needed: a command without a key may load the forms too."""
    return TimestampSigner(salt="guarding.forms")
