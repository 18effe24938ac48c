"""The form of a request: what it is about, how to reach the sender, which services go with it."""

from django import forms
from django.conf import settings
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.utils.text import capfirst
from django.utils.translation import get_language, gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from contact.choices import BestTime
from contact.codes import LONGEST_KEY, new_form_key
from contact.contents import Contents
from contact.offered import Offered
from directory.reading.alphabets import by_language_name
from directory.reading.areas import area_groups
from directory.reading.texts import Text
from directory.reading.vocabulary import Term, vocabulary
from directory.reading.wording import language_name
from directory.spoken import SPOKEN_HERE, UNKNOWN
from directory.validators import validate_phone_number
from feedback.forms import Words
from guarding.forms import GuardedForm
from guarding.typed import plain
from trays.forms import MarkedSelect, own_names

LONGEST_WORDS = 2000
ONE_OF_LIST = {
    "required": _("Choose one from the list."),
    "invalid_choice": _("Choose one from the list."),
}


class Ticked(forms.MultipleChoiceField):
    """Boxes to tick. What is not among them any more, such as a service taken out meanwhile, is left out."""

    def to_python(self, value) -> list[str]:
        known = {str(code) for code, _name in self.choices}
        return [each for each in super().to_python(value) if each in known]


class PlainField(forms.CharField):
    """A number as it is seen: what is copied from a telephone has marks around it that nobody sees."""

    def to_python(self, value) -> str:
        return plain(super().to_python(value)).strip()


class PlainEmailField(PlainField, forms.EmailField):
    """An e-mail address, read the same way."""


class HelpForm(GuardedForm):
    """Everything may be left out but a way to reach the sender."""

    topics = Ticked(required=False)
    words = Words(
        label=pgettext_lazy("help request", "In your own words, if you like"),
        help_text=_("One sentence is enough."),
        longest=LONGEST_WORDS,
        rows=4,
        required=False,
    )
    is_young = forms.BooleanField(label=_("I am a child or a young person"), required=False)
    area = forms.ChoiceField(label=_("Where you live, if you like"), required=False, widget=MarkedSelect)
    phone = PlainField(
        max_length=50,
        required=False,
        validators=[validate_phone_number],
        widget=forms.TextInput({"type": "tel", "dir": "ltr", "autocomplete": "tel", "class": "input"}),
    )
    may_leave_message = forms.BooleanField(
        label=_("You may leave a message if I do not answer"), required=False
    )
    best_time = forms.ChoiceField(label=_("When is it best to call?"), choices=BestTime, required=False)
    email = PlainEmailField(
        required=False,
        widget=forms.TextInput(
            {"type": "email", "dir": "ltr", "autocomplete": "email", "class": "input", "maxlength": 254}
        ),
        error_messages={"invalid": _("Write the whole e-mail address, for example name@example.org.")},
    )
    language = forms.ChoiceField(label=_("Which language do you want to speak?"), widget=MarkedSelect)
    wants_interpreter = forms.BooleanField(label=_("I want an interpreter"), required=False)
    services = Ticked(required=False)
    key = forms.CharField(max_length=LONGEST_KEY, required=False, widget=forms.HiddenInput)
    #: Ids of the listings that its sender comes from
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, offered: list[Offered], **kwargs):
        super().__init__(*args, **kwargs)
        self.offered = offered
        self.initial |= {"key": new_form_key(), "language": get_language()} | (kwargs.get("initial") or {})
        self.fields["topics"].choices = [(theme.code, theme.name) for theme in self.themes]
        nowhere = ("", pgettext_lazy("area", "I do not say"))
        self.fields["area"].choices = [nowhere, *area_groups(get_language())]
        self.fields["language"].choices = _spoken()
        self.fields["services"].choices = [(each.pk, each.name.value) for each in offered]
        if self.initial.get("words"):
            self.fields["words"].help_text = _("You searched for this. You may change it or take it out.")
        self.fields["phone"].label = capfirst(_("phone number"))
        self.fields["email"].label = capfirst(_("e-mail"))
        for name in ("area", "best_time", "language"):
            self.fields[name].widget.attrs["class"] = "input"
            self.fields[name].error_messages |= ONE_OF_LIST

    @property
    def themes(self) -> list[Term]:
        return vocabulary(get_language()).themes

    @property
    def days(self) -> int:
        """For how long a request is kept after its answer."""
        return settings.HELP_REQUEST_DAYS

    def clean(self):
        cleaned = super().clean() or self.cleaned_data
        if not (cleaned.get("phone") or cleaned.get("email")) and not self.errors.keys() & {"phone", "email"}:
            self.add_error("phone", ValidationError(_("Write a phone number or an e-mail address.")))
        return cleaned

    @property
    def marked_fields(self) -> set[str]:
        """Those with a mistake beside them: none where only the page was open for too long."""
        return self.errors.keys() - {NON_FIELD_ERRORS}

    @property
    def form_key(self) -> str:
        return self.cleaned_data["key"] or new_form_key()

    @property
    def contents(self) -> Contents:
        said = self.cleaned_data
        texts = ("words", "phone", "email", "best_time", "language", "area")
        wishes = ("wants_interpreter", "may_leave_message", "is_young")
        return Contents(
            **{name: said[name] for name in (*texts, *wishes)},
            topics=tuple(said["topics"]),
            services=tuple(map(int, said["services"])),
        )


def _spoken() -> list[tuple[str, Text]]:
    """Whatever somebody speaks: more than the site is in, and one that is in no list."""
    reader = get_language()
    more = [(code, Text(language_name(code), reader)) for code in by_language_name(SPOKEN_HERE)]
    unknown = Text(gettext("Another language: say which in your own words"), reader)
    return [*own_names(settings.MODELTRANSLATION_LANGUAGES), *more, (UNKNOWN, unknown)]
