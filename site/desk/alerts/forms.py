"""What a coordinator says of an alert: its texts, for whom it is, and from when until when."""

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import get_language, get_language_info, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from modeltranslation.utils import build_localized_fieldname

from desk.choices import language_choices
from desk.days import has_likely_year
from directory.choices import TaxonomySlug
from directory.models import Alert, Area, TaxonomyTerm
from directory.reading.areas import area_choices
from directory.reading.vocabulary import vocabulary

#: As browsers send it from a field of a day and a time
MOMENT = "%Y-%m-%dT%H:%M"
LONGEST_TEXT = 300
EVERYBODY = ("", pgettext_lazy("an alert is for", "All"))


def _moment(label: str) -> forms.DateTimeField:
    widget = forms.DateTimeInput(format=MOMENT, attrs={"type": "datetime-local"})
    return forms.DateTimeField(
        label=label, widget=widget, input_formats=[MOMENT, f"{MOMENT}:%S"], validators=[has_likely_year]
    )


class AlertForm(forms.Form):
    """`version` is the one that the person has before her eyes."""

    starts_at = _moment(capfirst(_("begins")))
    ends_at = _moment(capfirst(_("ends")))
    area = forms.ChoiceField(label=_("Area"), required=False)
    theme = forms.ChoiceField(label=_("Theme"), required=False)
    language_code = forms.ChoiceField(label=_("Language of the reader"), required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False, max_value=10**9)

    def __init__(self, data=None, *, alert: Alert):
        self.alert = alert
        super().__init__(data, initial=_initial(alert))
        language = get_language()
        self.fields["area"].choices = [EVERYBODY, *area_choices(language)]
        self.fields["theme"].choices = [EVERYBODY, *((t.code, t.name) for t in vocabulary(language).themes)]
        self.fields["language_code"].choices = [EVERYBODY, *language_choices()]
        for code in settings.MODELTRANSLATION_LANGUAGES:
            self.fields[build_localized_fieldname("text", code)] = _text(code)

    @property
    def texts(self):
        """The fields of the texts, the first language first."""
        return [self[name] for name in self.fields if name.startswith("text_")]

    @property
    def conditions(self):
        return [field for field in self.visible_fields() if not field.name.startswith("text_")]

    def clean(self):
        values = super().clean()
        starts_at, ends_at = values.get("starts_at"), values.get("ends_at")
        if starts_at and ends_at and ends_at <= starts_at:
            self.add_error("ends_at", _("The end is before the beginning."))
        elif ends_at and ends_at <= timezone.now():
            self.add_error("ends_at", _("The end is over already."))
        if not any(values.get(name) for name in self.fields if name.startswith("text_")):
            raise ValidationError(_("Write the text in at least one language."))
        return values

    def filled(self) -> Alert:
        """The alert with what was typed, not saved yet."""
        values = self.cleaned_data
        self.alert.area = Area.objects.filter(slug=values["area"]).first()
        topics = TaxonomyTerm.objects.of(TaxonomySlug.TOPICS)
        self.alert.theme = topics.filter(code=values["theme"]).first() if values["theme"] else None
        for name in ("starts_at", "ends_at", "language_code"):
            setattr(self.alert, name, values[name])
        for name in self.fields:
            if name.startswith("text_"):
                setattr(self.alert, name, values[name])
        return self.alert


def _initial(alert: Alert) -> dict:
    texts = [build_localized_fieldname("text", code) for code in settings.MODELTRANSLATION_LANGUAGES]
    values = {
        name: getattr(alert, name) for name in (*texts, "starts_at", "ends_at", "language_code", "version")
    }
    return values | {
        "area": alert.area.slug if alert.area else "",
        "theme": alert.theme.code if alert.theme else "",
    }


def _text(code: str) -> forms.CharField:
    language = get_language_info(code)
    attributes = {"rows": 2, "lang": code, "dir": "rtl" if language["bidi"] else "ltr"}
    return forms.CharField(
        label=language["name_local"],
        required=False,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attributes),
    )
