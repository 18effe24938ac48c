"""The form by which an owner invites somebody."""

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.text import capfirst
from django.utils.translation import get_language, get_language_info
from django.utils.translation import gettext_lazy as _

from accounts.forms import in_our_look
from directory.choices import PersonRole
from directory.models import Organization, OrganizationRole

ROLES = [
    (PersonRole.EDITOR, _("Editor: writes the services")),
    (PersonRole.OWNER, _("Owner: also invites and removes people")),
]


class InvitationForm(forms.Form):
    """Whom to invite, to do what, and in which language to write to her."""

    email = forms.EmailField(
        label=capfirst(_("e-mail")), max_length=254, widget=forms.EmailInput({"autocomplete": "off"})
    )
    role = forms.ChoiceField(label=_("What may this person do?"), choices=ROLES)
    language = forms.ChoiceField(label=_("Language of the mail"))

    def __init__(self, *args, organization: Organization, **kwargs):
        super().__init__(*args, **kwargs)
        self.organization = organization
        names = [(code, get_language_info(code)["name_local"]) for code, _name in settings.LANGUAGES]
        self.fields["language"].choices = names
        self.initial["language"] = get_language()
        in_our_look(self)

    def clean_email(self) -> str:
        email = self.cleaned_data["email"].lower()
        roles = OrganizationRole.objects.current().filter(organization=self.organization)
        if roles.filter(user__email__iexact=email).exists():
            raise ValidationError(_("This person is here already."))
        return email
