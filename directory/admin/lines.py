"""A list of short texts in a form: one on each line."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from directory.cleaning import clean_line


class LinesField(forms.CharField):
    """At most so many lines of so many characters, each once; what of them is not taken is said."""

    widget = forms.Textarea

    def __init__(self, *, most_lines: int, longest_line: int, **kwargs):
        super().__init__(required=False, **kwargs)
        self.most_lines, self.longest_line = most_lines, longest_line

    def prepare_value(self, value):
        return "\n".join(value) if isinstance(value, list) else value

    def clean(self, value) -> list[str]:
        text = super().clean(value)
        lines = list(dict.fromkeys(filter(None, map(clean_line, text.splitlines()))))
        if errors := [*self._errors(lines)]:
            raise ValidationError(errors)
        return lines

    def has_changed(self, initial, data):
        return (initial or []) != [line for line in map(clean_line, (data or "").splitlines()) if line]

    def _errors(self, lines: list[str]):
        if len(lines) > self.most_lines:
            yield _("These are too many lines. The most is %(number)d.") % {"number": self.most_lines}
        for line in lines:
            if len(line) > self.longest_line:
                yield f"{_('This is too long. Write it shorter.')} “{line[: self.longest_line]}…”"
            elif not any(map(str.isalnum, line)):
                yield _("No word is on this line: %(line)s") % {"line": line}
