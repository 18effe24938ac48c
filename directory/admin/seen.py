"""A form that overwrites nothing which somebody else has changed since it was opened."""

import json
from hashlib import blake2b

from django import forms
from django.utils.translation import gettext_lazy as _

from directory.admin.two_languages import TwoLanguagesForm


class SeenForm(TwoLanguagesForm):
    """Says what it showed in each field, as digests.

    A field that only others have changed keeps what they wrote; of one that both have changed the person is
    told. Sent once more, it is kept as typed.
    """

    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def remember_what_is_shown(self) -> None:
        """To be called when all fields are there."""
        if self.instance.pk is None:
            del self.fields["seen"]
        else:
            self.fields["seen"].initial = json.dumps(self._present_digests())

    def clean(self):
        values = super().clean()
        if "seen" in self.fields:
            self.data, was, now = self.data.copy(), self._seen_digests(), self._present_digests()
            for name in {each for each in now if was.get(each) != now[each]}.intersection(self.changed_data):
                if _digest(values.get(name)) == was.get(name):
                    self._keep_theirs(name, values)
                else:
                    self._tell_of_theirs(name)
            self.data[self.add_prefix("seen")] = json.dumps(now)
        return values

    def _present_digests(self) -> dict[str, str]:
        names = (name for name in self.fields if name not in ("seen", "translation_language"))
        return {name: _digest(self._present(name)) for name in names}

    def _seen_digests(self) -> dict[str, str]:
        try:
            seen = json.loads(self.data.get(self.add_prefix("seen"), ""))
        except ValueError:
            return {}
        return seen if isinstance(seen, dict) else {}

    def _present(self, name: str) -> object:
        return self.get_initial_for_field(self.fields[name], name)

    def _keep_theirs(self, name: str, values: dict) -> None:
        """In what is saved, and in what is shown if another field is refused."""
        field = self.fields[name]
        there = field.prepare_value(self._present(name))
        values[name] = field.clean(there)
        if there in (None, False):
            self.data.pop(self.add_prefix(name), None)
        else:
            self.data[self.add_prefix(name)] = there

    def _tell_of_theirs(self, name: str) -> None:
        there = self._present(name)
        shown = ", ".join(there) if isinstance(there, list) else str(there)
        words = _("This was changed meanwhile: %(text)s. Save again to keep yours instead.")
        self.add_error(name, words % {"text": "–" if there in (None, "", []) else f"\u2068{shown}\u2069"})


def _digest(value: object) -> str:
    """Of what a field holds, as the database or the form gives it."""
    plain = getattr(value, "pk", value)
    text = "\0".join(plain) if isinstance(plain, list) else "" if plain in (None, False) else str(plain)
    return blake2b(text.encode(errors="replace"), digest_size=6).hexdigest()
