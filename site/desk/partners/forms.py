"""What can be done on the page of a partner."""

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _

from desk.models import NOTES_KEPT, Note
from directory.choices import Standing
from directory.reading.wording import changed_meanwhile


class StandingForm(forms.Form):
    """`seen` is the standing that the person has before her eyes.

    What somebody else has set since is not undone unseen. Sent once more, when that was told, it is set as
    chosen.
    """

    standing = forms.ChoiceField(label=capfirst(_("standing with the city")), choices=Standing.choices)
    reason = forms.CharField(
        label=capfirst(_("reason")), required=False, max_length=500, widget=forms.Textarea({"rows": 2})
    )
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, data=None, *, standing: str):
        super().__init__(data, initial={"standing": standing, "seen": standing}, auto_id="standing_%s")

    def clean(self):
        values, now = super().clean(), self.initial["standing"]
        if values.get("seen") and now not in (values["seen"], values.get("standing")):
            self.add_error("standing", changed_meanwhile(Standing(now).label))
            self.data = self.data.copy()
            self.data["seen"] = now
        return values


class OwnerForm(forms.Form):
    """Whom a partner is handed to that nobody owns."""

    email = forms.EmailField(label=capfirst(_("e-mail")), max_length=254)
    language = forms.ChoiceField(label=_("Language of the mail"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["language"].choices = [
            (code, get_language_info(code)["name_local"]) for code, _name in settings.LANGUAGES
        ]


class NoteForm(forms.ModelForm):
    """A note is kept two years, unless its writer names an earlier day."""

    class Meta:
        model = Note
        fields = ["text", "keep_until"]
        widgets = {
            "text": forms.Textarea({"rows": 3, "dir": "auto"}),
            "keep_until": forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        }

    def clean_keep_until(self):
        day, today = self.cleaned_data["keep_until"], timezone.localdate()
        if day < today:
            raise ValidationError(_("The last day is over already."))
        if day > today + NOTES_KEPT:
            raise ValidationError(_("The last day is more than two years away. Look at the year."))
        return day
