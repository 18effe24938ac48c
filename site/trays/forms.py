"""What the maker writes: about the tray, and a note for each service, read together."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from hashlib import sha256
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import transaction
from django.http import QueryDict
from django.utils.translation import get_language, get_language_info, pgettext
from django.utils.translation import gettext as _

from directory.reading.texts import Text
from guarding.forms import LinesField
from trays.models import Tray, TrayItem
from trays.personal import validate_no_person

VERSION_LENGTH = 16
#: Code of the error that what was typed meets other words
CHANGED = "changed"
ASKED = "asked-language"
ITEM_VERSION = re.compile(r"item-(?P<pk>[0-9]{1,15})-version")


class MarkedSelect(forms.Select):
    """A drop-down list whose names, as Texts, each say which language they are in."""

    def create_option(self, name, value, label, *arguments, **options):
        option = super().create_option(name, value, label, *arguments, **options)
        if isinstance(label, Text) and label.language_code != get_language():
            option["attrs"] |= {"lang": label.html_lang, "dir": label.direction}
        return option


class MergedForm(forms.ModelForm):
    """Texts that two pages may change at once: what one of them did not touch stays as the other kept it.

    `version` is a digest of what the page showed.
    """

    version = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.kept = {name: getattr(self.instance, name) for name in self._meta.fields}
        self.initial["version"] = _digest(self.kept)

    @property
    def shown_version(self) -> str:
        """That of the next page: after a conflict was told it shows what is kept as well."""
        is_told = self.is_bound and self.has_error(NON_FIELD_ERRORS, CHANGED)
        return self["version"].value() if self.is_bound and not is_told else self.initial["version"]

    @property
    def is_touched(self) -> bool:
        return _digest(self._typed) not in (self.cleaned_data["version"], self.initial["version"])

    @property
    def has_conflict(self) -> bool:
        return self.is_touched and self.cleaned_data["version"] != self.initial["version"]

    def tell_conflict(self) -> None:
        """Beside each field that is kept otherwise: what is kept, and that it is hers to choose."""
        typed = self._typed
        self.add_error(None, ValidationError("", code=CHANGED))
        for name, kept in self.kept.items():
            if _plain(typed[name]) != _plain(kept):
                words = _("This was changed meanwhile: %(text)s. Save again to keep yours instead.")
                self.add_error(name, words % {"text": self._quoted(name, kept)})

    def has_as_before(self, name: str) -> bool:
        """Whether a text is there and is the one that was there before."""
        kept = _plain(self.kept[name])
        return bool(kept) and (not self.is_bound or _plain(self.cleaned_data[name]) == kept)

    @property
    def _typed(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self.kept}

    def _quoted(self, name: str, kept: Any) -> str:
        field = self.fields[name]
        if isinstance(field, forms.BooleanField):
            return "✓" if kept else "–"
        words = dict(field.choices).get(kept, kept) if isinstance(field, forms.ChoiceField) else kept
        # Its direction is its own
        return f"\u2068{words or '–'}\u2069"


class TrayForm(MergedForm):
    class Meta:
        model = Tray
        fields = ["title", "greeting", "second_greeting", "language", "reader_language", "has_plain_names"]
        field_classes = dict.fromkeys(("greeting", "second_greeting"), LinesField)

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


class ItemForm(MergedForm):
    class Meta:
        model = TrayItem
        fields = ["note", "second_note"]
        field_classes = dict.fromkeys(fields, LinesField)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _refuse_persons(self, "note", "second_note")


class MakersForm:
    """All forms of one tray as one: all is kept or nothing, and what was typed stays.

    A service that another page has put there meanwhile is not in what was sent: its notes stay. One that
    another page has taken out leaves what was typed about it in `lost_notes`.
    """

    def __init__(self, tray: Tray, data: QueryDict | None = None):
        self.tray = TrayForm(data, instance=tray, prefix="tray")
        self.items = {item.pk: _item_form(item, data) for item in tray.items.all()}
        self.lost_notes = [] if data is None else list(_lost_notes(data, self.items))
        # For which language it was asked whether the second texts are in it
        self.asked_language = "" if data is None else data.get(ASKED, "")

    @property
    def is_bound(self) -> bool:
        return self.tray.is_bound

    @property
    def is_valid(self) -> bool:
        # Every form, so that every mistake is told
        are_valid = [form.is_valid() for form in self._sent]
        if all(are_valid) and (problem := self._problem_of_language()):
            self.tray.add_error("reader_language", problem)
            return False
        return all(are_valid)

    def tells_conflict(self) -> bool:
        """Say which words another page has kept, or left without a service, since this one was shown."""
        told = [form for form in self._sent if form.has_conflict]
        for form in told:
            form.tell_conflict()
        return bool(told or self.lost_notes)

    @property
    def _sent(self) -> list[MergedForm]:
        return [form for form in (self.tray, *self.items.values()) if form.is_bound]

    def _problem_of_language(self) -> str:
        said = self.tray.cleaned_data
        if not said["second_greeting"] and not any(map(_has_second_note, self.items.values())):
            return ""
        if not said["reader_language"]:
            return _("Choose the language of the second texts.")
        if said["reader_language"] == said["language"]:
            return _("The second texts are in another language than yours: choose it, or take them out.")
        if self._has_texts_of_before and self.asked_language != said["reader_language"]:
            self.asked_language = said["reader_language"]
            return _(
                "The second texts were written in another language. Write them anew or take them out, "
                "or save again if they are in the language that you chose."
            )
        return ""

    @property
    def _has_texts_of_before(self) -> bool:
        """Whether the family's language is another one than before, and second texts are as they were."""
        before = self.tray.kept["reader_language"]
        if before in ("", self.tray.cleaned_data["reader_language"]):
            return False
        greeting = self.tray.has_as_before("second_greeting")
        return greeting or any(form.has_as_before("second_note") for form in self.items.values())

    @transaction.atomic
    def save(self) -> None:
        for form in self._sent:
            if form.is_touched:
                form.save()


def _item_form(item: TrayItem, data: QueryDict | None) -> ItemForm:
    prefix = f"item-{item.pk}"
    is_sent = data is not None and f"{prefix}-note" in data
    return ItemForm(data if is_sent else None, instance=item, prefix=prefix)


def _lost_notes(data: QueryDict, items: Collection[int]) -> Iterator[str]:
    """What was typed about services that are not there any more; not of the one that this page takes out."""
    for name, version in data.items():
        match = ITEM_VERSION.fullmatch(name)
        if match is None or int(match["pk"]) in items or data.get("change") == f"remove {match['pk']}":
            continue
        typed = {field: data.get(f"item-{match['pk']}-{field}", "") for field in ItemForm.Meta.fields}
        if _digest(typed) != version:
            yield from filter(None, typed.values())


def _has_second_note(form: ItemForm) -> bool:
    return bool(form.cleaned_data["second_note"] if form.is_bound else form.instance.second_note)


def _digest(values: Mapping[str, Any]) -> str:
    told = "\0".join(_plain(values[name]) for name in sorted(values))
    return sha256(told.encode()).hexdigest()[:VERSION_LENGTH]


def _plain(value: Any) -> str:
    """As it is compared: browsers send line breaks in a way of their own."""
    return str(value).replace("\r\n", "\n").strip()


def own_names(codes: Iterable[str] | None = None) -> list[tuple[str, Text]]:
    """Languages of ours by their own names; without any, those that are offered."""
    chosen = dict(settings.LANGUAGES) if codes is None else codes
    return [(code, Text(get_language_info(code)["name_local"], code)) for code in chosen]


def _refuse_persons(form: forms.Form, *names: str) -> None:
    for name in names:
        form.fields[name].validators.append(validate_no_person)
