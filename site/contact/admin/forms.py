"""A receiving unit and its people as coordinators edit them: the people as lines of e-mail addresses."""

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext_lazy as _

from contact.models import ReceivingUnit
from directory.choices import TaxonomySlug
from directory.models import Area, Helpline, Organization, TaxonomyTerm
from directory.spoken import LANGUAGE_TAG

LONGEST = 10_000
CODES = _("Codes with commas between them, such as fi, so, ar.")
WITHOUT_ANY = _("Without any it receives all requests.")


class UnitForm(forms.ModelForm):
    """`people` and `languages` are typed; `shown_people` are those that the page showed before."""

    languages = forms.CharField(
        label=_("languages of its phone"),
        help_text=CODES,
        required=False,
        max_length=200,
    )
    people = forms.CharField(
        label=_("people who read the requests"),
        help_text=_(
            "One e-mail address in a line. They sign in with it and need a second step. Who is taken out "
            "sees nothing any more."
        ),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea({"rows": 5}),
    )
    shown_people = forms.CharField(required=False, widget=forms.HiddenInput)

    class Meta:
        model = ReceivingUnit
        fields = (
            *("name", "organization", "email", "helpline", "languages", "working_days"),
            *("areas", "themes", "is_default", "is_active", "people"),
        )
        widgets = {"areas": forms.CheckboxSelectMultiple, "themes": forms.CheckboxSelectMultiple}
        help_texts = {
            "areas": WITHOUT_ANY,
            "themes": WITHOUT_ANY,
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["organization"].queryset = Organization.objects.public().order_by("name_fi", "pk")
        self.fields["helpline"].queryset = Helpline.objects.all()
        self.fields["areas"].queryset = Area.objects.order_by("kind", "name_fi")
        themes = TaxonomyTerm.objects.of(TaxonomySlug.TOPICS).filter(parent=None)
        self.fields["themes"].queryset = themes
        if self.instance.pk:
            emails = self.instance.receivers.order_by("pk").values_list("user__email", flat=True)
            self.initial |= {
                "people": "\n".join(emails),
                "shown_people": " ".join(emails),
                "languages": ", ".join(self.instance.languages),
            }

    def clean_languages(self) -> list[str]:
        codes = [code.strip().lower() for code in self.cleaned_data["languages"].split(",")]
        codes = list(dict.fromkeys(filter(None, codes)))
        if not all(map(LANGUAGE_TAG.fullmatch, codes)):
            raise ValidationError(CODES)
        return codes

    def clean_people(self) -> list[str]:
        lines = (line.strip().lower() for line in self.cleaned_data["people"].splitlines())
        emails = list(dict.fromkeys(filter(None, lines)))
        for email in emails:
            validate_email(email)
        return emails

    def clean_shown_people(self) -> list[str]:
        return self.cleaned_data["shown_people"].lower().split()

    @property
    def named(self) -> list[str]:
        """Who is written there now and was not before."""
        shown = self.cleaned_data["shown_people"]
        return [email for email in self.cleaned_data["people"] if email not in shown]

    @property
    def taken_out(self) -> list[str]:
        """Who was there before and is not written there any more."""
        people = self.cleaned_data["people"]
        return [email for email in self.cleaned_data["shown_people"] if email not in people]
