"""What somebody writes while somebody else does: neither's words are overwritten unseen."""

import json
from hashlib import blake2b
from typing import Any

from django import forms
from django.utils.translation import gettext as _


class ShownForm(forms.ModelForm):
    """Says on the page what its fields said when they were shown, each as a digest in `shown`.

    A field that this person left as it was shown keeps what somebody else has written in it since; where both
    have changed it, the form is not valid and tells what is there now. Sent again, it is kept as typed.
    """

    @property
    def shown_name(self) -> str:
        return self.add_prefix("shown")

    @property
    def shown(self) -> str:
        return json.dumps({name: _digest(self.initial.get(name)) for name in self.fields})

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        for name, digest in self._shown_before().items():
            there = self.initial.get(name)
            if name not in cleaned or digest == _digest(there):
                continue
            if digest == _digest(cleaned[name]):
                cleaned[name] = there
            elif cleaned[name] != there:
                told = _("Somebody else has changed this meanwhile. It now says: %(text)s")
                self.add_error(name, told % {"text": self._words(name, there)})
        return cleaned

    def _shown_before(self) -> dict[str, str]:
        """By field; nothing where the page did not say it."""
        try:
            said = json.loads(self.data.get(self.shown_name, ""))
        except ValueError:
            return {}
        return {name: said[name] for name in self.fields if name in said} if isinstance(said, dict) else {}

    def _words(self, name: str, value: Any) -> str:
        choices = dict(getattr(self.fields[name], "choices", ()))
        return str(choices.get(value, value)) or "–"


def _digest(value: Any) -> str:
    return blake2b(str(value or "").encode(), digest_size=6).hexdigest()
