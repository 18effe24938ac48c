"""What the maker writes: about the tray, and a note for each service, read together."""

from django import forms
from django.conf import settings
from django.db import transaction
from django.http import QueryDict
from django.utils.translation import get_language, get_language_info, pgettext
from django.utils.translation import gettext as _

from directory.reading.texts import Text
from trays.models import Tray, TrayItem
from trays.personal import validate_no_person


class MarkedSelect(forms.Select):
    """A drop-down list whose names, as Texts, each say which language they are in."""

    def create_option(self, name, value, label, *arguments, **options):
        option = super().create_option(name, value, label, *arguments, **options)
        if isinstance(label, Text) and label.language_code != get_language():
            option["attrs"] |= {"lang": label.html_lang, "dir": label.direction}
        return option


class TrayForm(forms.ModelForm):
    class Meta:
        model = Tray
        fields = ["title", "greeting", "second_greeting", "language", "reader_language", "has_plain_names"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        as_phone = pgettext("language of a tray", "As the phone of the family is set")
        self.fields["language"] = forms.ChoiceField(choices=own_names(), widget=MarkedSelect)
        self.fields["reader_language"] = forms.ChoiceField(
            choices=[("", Text(as_phone, get_language())), *own_names()],
            required=False,
            widget=MarkedSelect,
        )
        _refuse_persons(self, "title", "greeting", "second_greeting")


class ItemForm(forms.ModelForm):
    class Meta:
        model = TrayItem
        fields = ["note", "second_note"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _refuse_persons(self, "note", "second_note")


class MakersForm:
    """All forms of one tray as one: all is kept or nothing, and what was typed stays."""

    def __init__(self, tray: Tray, data: QueryDict | None = None):
        self.tray = TrayForm(data, instance=tray, prefix="tray")
        self.items = {
            item.pk: ItemForm(data, instance=item, prefix=f"item-{item.pk}") for item in tray.items.all()
        }

    @property
    def is_valid(self) -> bool:
        # Every form, so that every mistake is told
        are_valid = [form.is_valid() for form in (self.tray, *self.items.values())]
        if all(are_valid) and self._lacks_language():
            self.tray.add_error("reader_language", _("Choose the language of the second texts."))
            return False
        return all(are_valid)

    def _lacks_language(self) -> bool:
        second = [form.cleaned_data["second_note"] for form in self.items.values()]
        written = any([self.tray.cleaned_data["second_greeting"], *second])
        return written and not self.tray.cleaned_data["reader_language"]

    @transaction.atomic
    def save(self) -> None:
        for form in (self.tray, *self.items.values()):
            if form.has_changed():
                form.save()


def own_names() -> list[tuple[str, Text]]:
    """The offered languages by their own names."""
    return [(code, Text(get_language_info(code)["name_local"], code)) for code, _name in settings.LANGUAGES]


def _refuse_persons(form: forms.Form, *names: str) -> None:
    for name in names:
        form.fields[name].validators.append(validate_no_person)
