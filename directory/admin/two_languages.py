"""Forms that show each text in two languages: the original and one that the person chose (DESIGN, trap 19).

Fifteen languages side by side fit on no screen. The texts that are not shown keep their values, because their
fields are taken out of the form.
"""

from contextlib import suppress

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.functional import cached_property, lazy
from django.utils.text import capfirst, format_lazy
from modelcluster.forms import BaseChildFormSet
from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, get_form_for_model
from wagtail.admin.widgets import AdminAutoHeightTextInput

from directory.reading.texts import Text
from directory.reading.wording import language_name
from directory.text_fields import text_fields, translated_fields

lazy_language_name = lazy(language_name, str)
lazy_capitalized = lazy(capfirst, str)

#: Shown beside Finnish until a person has chosen; Swedish is the city's second language
FIRST_CHOICE = ("sv", "fi")


def beside(original: str, chosen: str) -> str:
    """The language to show beside the original one: the chosen one, if it is one of ours and another."""
    offered = (code for code in (chosen, *FIRST_CHOICE) if code in settings.MODELTRANSLATION_LANGUAGES)
    return next(code for code in offered if code != original)


class TwoLanguagesForm(WagtailAdminModelForm):
    """A form of an object with texts. What it was opened in stands in it, so that two windows do not mix."""

    translation_language = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["translation_language"].initial = self.chosen_language
        if original := self.fields.get("original_language"):
            self.fields["original_language"] = _language_field(original, self.original_language)
        leave_out_others(self, self.languages)

    @cached_property
    def languages(self) -> tuple[str, str]:
        return self.original_language, self.chosen_language

    @property
    def original_language(self) -> str:
        return getattr(self.instance, "original_language", "") or settings.MODELTRANSLATION_DEFAULT_LANGUAGE

    @cached_property
    def chosen_language(self) -> str:
        posted = self.data.get("translation_language", "") if self.is_bound else ""
        return beside(self.original_language, posted or getattr(self.for_user, "translation_language", ""))

    @property
    def new_texts(self) -> dict[str, str]:
        """What was typed anew, by its language."""
        found: dict[str, list[str]] = {}
        for field in text_fields(self._meta.model):
            if field.name in self.changed_data and field.name in self.cleaned_data:
                found.setdefault(field.language, []).append(self.cleaned_data[field.name] or "")
        return {language: "\n".join(texts) for language, texts in found.items()}


def _language_field(field: forms.Field, present: str) -> forms.ChoiceField:
    """One of the languages of texts, by its name. A draft that says none stays in the present one."""
    choices = [(code, lazy_language_name(code)) for code in settings.MODELTRANSLATION_LANGUAGES]
    return forms.TypedChoiceField(
        label=field.label,
        help_text=field.help_text,
        initial=field.initial,
        choices=choices,
        empty_value=present,
    )


class TwoLanguagesChildForm(WagtailAdminModelForm):
    """A part of such an object. `languages` are those of the form it stands in."""

    def __init__(self, *args, languages, **kwargs):
        self.languages = languages
        super().__init__(*args, **kwargs)
        leave_out_others(self, languages)


def leave_out_others(form: forms.ModelForm, languages: tuple[str, ...]) -> None:
    """Take the fields of all other languages out of the form: what they hold stays as it is."""
    for field in text_fields(form._meta.model):
        if field.language not in languages:
            form.fields.pop(field.name, None)
        elif field.name in form.fields:
            _fit_widget(form.fields[field.name], field)


def _fit_widget(form_field: forms.Field, field: models.Field) -> None:
    if isinstance(field, models.TextField):
        # Wagtail's own does not know the fields of a language
        form_field.widget = AdminAutoHeightTextInput()
    text = Text("", field.language)
    form_field.widget.attrs |= {"lang": text.html_lang, "dir": text.direction}


class TextRow(FieldRowPanel):
    """One translated field: its languages beside each other, the original first.

    Columns whose field is not in the form are not shown.
    """

    class BoundPanel(FieldRowPanel.BoundPanel):
        @property
        def visible_children(self):
            languages = self.form.languages
            return sorted(super().visible_children, key=lambda child: languages.index(_language_of(child)))


def text_rows(model: type[models.Model], *names: str) -> list[TextRow]:
    """A row for each translated field of a model, or for the named ones."""
    fields = translated_fields(model)
    return [TextRow(list(map(_text_panel, fields[name]))) for name in names or fields]


def _text_panel(field: models.Field) -> FieldPanel:
    name = lazy_capitalized(field.translated_field.verbose_name)
    return FieldPanel(field.name, heading=format_lazy("{} · {}", name, lazy_language_name(field.language)))


def _language_of(child) -> str:
    return child.panel.db_field.language


class PartsFormSet(BaseChildFormSet):
    """Takes what is no number of a part for one that is not there: the field then says so."""

    def _get_to_python(self, field):
        to_python = super()._get_to_python(field)

        def number_in(typed: str):
            with suppress(ValidationError):
                return to_python(typed)

        return number_in


class PartsPanel(InlinePanel):
    """An inline panel whose parts are shown in the two languages of the form."""

    def get_form_options(self):
        options = super().get_form_options()
        formset = options["formsets"][self.relation_name]
        formset["form"] = get_form_for_model(
            self.db_field.related_model,
            form_class=TwoLanguagesChildForm,
            defer_required_on_fields=self.child_edit_handler.get_form_options().get(
                "defer_required_on_fields", []
            ),
        )
        formset["inherit_kwargs"] = ["languages"]
        formset["formset"] = PartsFormSet
        return options
