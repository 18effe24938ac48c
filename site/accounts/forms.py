"""Forms of signing in: labels and errors are ours, in fifteen languages."""

import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager

from allauth.account.forms import ConfirmLoginCodeForm, RequestLoginCodeForm
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm, AuthenticateWebAuthnForm, LoginWebAuthnForm
from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import User

ERRORS = {
    "required": _("Write something here."),
    "invalid": _("Write the whole e-mail address, for example name@example.org."),
    "invalid_choice": _("Choose one from the list."),
    "max_length": _("This is too long. Write it shorter."),
}
NO_PASSKEY = _("That did not work with the passkey. Try again, or use another way.")
#: Drawn in another way than fields in which one writes or chooses
NOT_INPUT = (forms.CheckboxSelectMultiple, forms.CheckboxInput, forms.HiddenInput)
#: The longest code that we send, with room for spaces
LONGEST_CODE = 20


def in_our_look(form: forms.Form) -> None:
    """Errors in words that Django does not have in all of our languages, and fields of our style sheet."""
    for field in form.fields.values():
        field.error_messages |= ERRORS
        if isinstance(field, forms.ChoiceField):
            field.error_messages["required"] = ERRORS["invalid_choice"]
        if not isinstance(field.widget, NOT_INPUT):
            field.widget.attrs["class"] = "input"


class SignInForm(RequestLoginCodeForm):
    """An address to which a code goes. Whoever has nothing to do here counts as unknown."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["email"].label = capfirst(_("e-mail"))
        self.fields["email"].widget = forms.EmailInput({"autocomplete": "email webauthn"})
        in_our_look(self)

    def clean_email(self) -> str:
        email = super().clean_email()
        if self._user and not User.objects.with_business().filter(pk=self._user.pk).exists():
            self._user = None
        return email


def _takes_code(form: forms.Form, hint: str = "") -> None:
    attributes = {
        "autocomplete": "one-time-code",
        "inputmode": "numeric",
        "maxlength": LONGEST_CODE,
        "dir": "ltr",
    }
    field = form.fields["code"]
    field.label, field.help_text = pgettext_lazy("to sign in", "Code"), hint
    field.widget = forms.TextInput(attributes)
    in_our_look(form)


def plain_digits(code: str) -> str:
    """Digits of any script as those of the code: keyboards of Arabic and Persian have their own."""
    return "".join(str(unicodedata.digit(sign, sign)) for sign in code)


class CodeForm(ConfirmLoginCodeForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _takes_code(self)

    def clean_code(self) -> str:
        self.cleaned_data["code"] = plain_digits(self.cleaned_data["code"])
        return super().clean_code()


class SecondFactorForm(AuthenticateForm):
    """A code of the app, or one of the codes for emergencies."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _takes_code(self, _("From the app on your phone, or one of your codes for emergencies."))

    def clean_code(self) -> str:
        self.cleaned_data["code"] = plain_digits(self.cleaned_data["code"]).replace(" ", "")
        return super().clean_code()


class AppForm(ActivateTOTPForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _takes_code(self, _("Write here the code that the app shows now."))

    def clean_code(self) -> str:
        self.cleaned_data["code"] = plain_digits(self.cleaned_data["code"]).replace(" ", "")
        return super().clean_code()


class CredentialField(forms.JSONField):
    """What a browser says of a passkey."""

    widget = forms.HiddenInput

    def to_python(self, value):
        try:
            return super().to_python(value)
        except ValueError as error:
            # A number of thousands of digits
            raise forms.ValidationError(NO_PASSKEY) from error

    def bound_data(self, data, initial):  # noqa: ARG002
        """What was sent is not shown again: nobody has written it."""
        return initial


@contextmanager
def _parsing() -> Iterator[None]:
    """The library expects what a browser sends, and raises anything for what a program makes up."""
    try:
        yield
    except forms.ValidationError:
        raise
    except (ValueError, LookupError, TypeError, AttributeError) as error:
        raise forms.ValidationError(NO_PASSKEY) from error


class PasskeySignInForm(LoginWebAuthnForm):
    credential = CredentialField()

    def clean_credential(self) -> Authenticator:
        with _parsing():
            return super().clean_credential()


class PasskeyStepForm(AuthenticateWebAuthnForm):
    credential = CredentialField()

    def clean_credential(self) -> Authenticator:
        with _parsing():
            return super().clean_credential()


class PasskeyForm(AddWebAuthnForm):
    """A passkey always signs in by itself: the device asks for a finger, a face or a PIN."""

    credential = CredentialField()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        del self.fields["name"]
        self.fields["passwordless"].widget = forms.CheckboxInput({"hidden": True, "checked": True})

    def clean(self) -> dict:
        with _parsing():
            values = super().clean()
        # Allauth reads it where the form is kept
        return values | {"name": self.initial["name"]}
