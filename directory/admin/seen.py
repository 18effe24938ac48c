"""Forms of objects without versions: what somebody else has saved since the form was opened is not lost.

The form says what it showed, field by field, as digests. A field that the other person alone has changed
keeps what she wrote; where both have, hers is told beside it, and the form sent once more is a decision.
"""

import json
from collections.abc import Mapping
from hashlib import blake2b

from django import forms
from django.forms.widgets import DateTimeBaseInput
from django.utils.formats import localize
from django.utils.timezone import template_localtime

from directory.admin.two_languages import TwoLanguagesForm
from directory.reading import wording


class SeenModelForm(forms.ModelForm):
    """A form that keeps what somebody else has saved.

    Its template shows `seen_values`: without them the later one of two people has the last word.
    """

    seen_values = forms.CharField(required=False, widget=forms.HiddenInput)

    #: Fields that say nothing of the object
    of_the_form = frozenset({"seen_values"})

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        # Once it is asked for: others may add fields
        self.fields["seen_values"].initial = lambda: json.dumps(self._there)

    @property
    def _there(self) -> dict[str, str]:
        """What each field of an object that is there already holds now."""
        names = self.fields.keys() - self.of_the_form if self.instance.pk else ()
        return {name: _digest(self._written_there(name)) for name in names}

    def _value_there(self, name: str) -> object:
        return self.get_initial_for_field(self.fields[name], name)

    def _written_there(self, name: str) -> str:
        """As its field would send it."""
        field = self.fields[name]
        value = field.prepare_value(self._value_there(name))
        if isinstance(field.widget, DateTimeBaseInput):
            value = field.widget.format_value(value)
        return "" if value is None else str(value)

    def clean(self):
        values, there = super().clean(), self._there
        seen = _read(self.data.get(self.add_prefix("seen_values"), ""))
        changed = {name for name in there if seen.get(name, there[name]) != there[name]}
        if changed:
            self.data = self.data.copy()
            self.data[self.add_prefix("seen_values")] = json.dumps(there)
        for name in changed.intersection(self.changed_data):
            if _digest(self[name].data) == seen[name]:
                values[name] = getattr(self.instance, name, self._value_there(name))
                # Where the form is shown again, and then sent as it stands
                self.data[self.add_prefix(name)] = self._written_there(name)
            else:
                self.add_error(name, wording.changed_meanwhile(self._said(name)))
        return values

    def _said(self, name: str) -> str:
        """What the other person wrote, in words."""
        value = getattr(self.instance, name, self._value_there(name))
        value = getattr(self.instance, f"get_{name}_display", lambda: value)()
        words = wording.comma().join(map(str, value)) if isinstance(value, list) else value
        return "–" if words in (None, "") else str(localize(template_localtime(words)))


class SeenForm(SeenModelForm, TwoLanguagesForm):
    """The same in two languages."""

    of_the_form = SeenModelForm.of_the_form | {"translation_language"}


def _digest(value: object) -> str:
    text = "" if value is None else str(value)
    # Browsers end lines in their own way
    return blake2b(text.replace("\r\n", "\n").strip().encode(), digest_size=6).hexdigest()


def _read(text: str) -> Mapping[str, str]:
    """Whatever was sent."""
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}
