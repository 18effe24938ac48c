"""The form by which an organisation applies, or somebody claims one that is listed."""

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.text import capfirst
from django.utils.translation import get_language, get_language_info
from django.utils.translation import gettext_lazy as _

from accounts.actions.apply import Request
from accounts.business_register import business_register
from accounts.forms import in_our_look
from accounts.vouchers import organization_named, voucher_named
from directory.choices import PUBLIC_KINDS, OrganizationKind
from directory.models import Organization
from guarding.forms import GuardedForm
from guarding.typed import plain

#: The site's languages; people speak more, and say so later
LANGUAGES = [(code, get_language_info(code)["name_local"]) for code, _name in settings.LANGUAGES]
#: The id of the list of names beside the fields
LIST = "organizations"
NO_SUCH_ORGANISATION = _(
    "We do not find an organisation with this name. Choose it from the list, or write its e-mail."
)
WHO_KNOWS_YOU = _("Write a business id above, or an organisation here that knows you.")


class ApplicationForm(GuardedForm):
    organization = forms.CharField(
        label=_("Name of your organisation or group"),
        help_text=_("Is it here already? Choose it from the list."),
        max_length=200,
        widget=forms.TextInput({"list": LIST, "autocomplete": "organization"}),
    )
    kind = forms.ChoiceField(label=_("What kind"), choices=[("", "–"), *OrganizationKind.choices])
    business_id = forms.CharField(
        label=capfirst(_("business id")),
        help_text=_("Seven digits, a hyphen and one digit. A group without one leaves it empty."),
        required=False,
        max_length=9,
        widget=forms.TextInput({"dir": "ltr", "autocomplete": "off"}),
    )
    voucher = forms.CharField(
        label=_("Who knows you?"),
        help_text=_(
            "Without a business id: an organisation here, by its name or e-mail. "
            "It gets a mail and says that it knows you."
        ),
        required=False,
        max_length=254,
        widget=forms.TextInput({"list": LIST, "autocomplete": "off"}),
    )
    about = forms.CharField(
        label=_("What do you do, and for whom?"), max_length=2500, widget=forms.Textarea({"rows": 5})
    )
    languages = forms.MultipleChoiceField(
        label=_("In which languages?"), choices=LANGUAGES, widget=forms.CheckboxSelectMultiple
    )
    name = forms.CharField(
        label=_("Your name"), max_length=200, widget=forms.TextInput({"autocomplete": "name"})
    )
    email = forms.EmailField(label=capfirst(_("e-mail")), widget=forms.EmailInput({"autocomplete": "email"}))

    def __init__(self, *args, claimed: Organization | None = None, **kwargs):
        """`claimed` was chosen on its own page: nothing is asked about it."""
        super().__init__(*args, **kwargs)
        self.claimed = claimed
        in_our_look(self)
        if claimed:
            for field in ("organization", "kind", "business_id", "voucher", "languages"):
                del self.fields[field]

    def clean_business_id(self) -> str:
        business_id = plain(self.cleaned_data["business_id"]).strip()
        if business_id:
            business_register().check(business_id)
        return business_id

    def clean_voucher(self) -> str:
        """Keeps whom the name means, beside the name."""
        text = self.cleaned_data["voucher"].strip()
        self.found = voucher_named(text) if text else None
        if text and self.found is None:
            raise ValidationError(NO_SUCH_ORGANISATION)
        return text

    def clean(self) -> dict:
        values = super().clean()
        if not self.claimed and not self.errors:
            self.claimed = organization_named(values["organization"])
            is_known = self.claimed or values["kind"] in PUBLIC_KINDS or values["business_id"]
            if not (is_known or values["voucher"]):
                self.add_error("voucher", WHO_KNOWS_YOU)
        return values

    def request(self) -> Request:
        """What was written, for `apply`."""
        values = self.cleaned_data
        return Request(
            organization_name=str(self.claimed or values["organization"]),
            kind=values.get("kind", ""),
            business_id=values.get("business_id", ""),
            languages=tuple(values.get("languages", ())),
            name=values["name"],
            email=values["email"],
            about=values["about"],
            language_code=get_language(),
            claimed=self.claimed,
            voucher=getattr(self, "found", None),
        )
