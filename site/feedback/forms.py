"""The form for feedback: a tap, and words if one likes."""

from typing import Self

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from feedback.choices import ABOUT_LISTING, ABOUT_SEARCH, Kind
from feedback.identity_codes import has_identity_code
from feedback.models import LONGEST, LONGEST_SEARCH, Feedback
from guarding.forms import GuardedForm, LinesField


def without_identity_codes(text: str) -> None:
    if has_identity_code(text):
        raise ValidationError(_("Take the personal identity code out. Nobody needs it here."))


class Words(LinesField):
    """A few lines in which nobody's identity code may stand."""

    def __init__(self, *, longest: int, rows: int, **kwargs):
        widget = (
            forms.Textarea({"class": "input", "dir": "auto", "rows": rows})
            if rows > 1
            else forms.TextInput({"class": "input", "dir": "auto"})
        )
        super().__init__(max_length=longest, widget=widget, validators=[without_identity_codes], **kwargs)


class FeedbackForm(GuardedForm):
    """About a listing, or about the search."""

    kind = forms.ChoiceField(
        error_messages={"required": _("Choose one."), "invalid_choice": _("Choose one.")}
    )
    searched = Words(label=_("What were you looking for?"), longest=LONGEST_SEARCH, rows=1, required=False)
    words = Words(
        label=pgettext_lazy("feedback", "Tell more, if you like"),
        help_text=_("Please no names, phone numbers or personal matters: others read this."),
        longest=LONGEST,
        rows=4,
        required=False,
    )

    def __init__(self, *args, is_about_listing: bool, **kwargs):
        super().__init__(*args, **kwargs)
        kinds = ABOUT_LISTING if is_about_listing else ABOUT_SEARCH
        self.fields["kind"].choices = [(kind.value, kind.label) for kind in kinds]
        if is_about_listing:
            del self.fields["searched"]

    def clean_kind(self) -> Kind:
        return Kind(self.cleaned_data["kind"])


class AnswerForm(forms.Form):
    answer = Words(
        label=pgettext_lazy("feedback", "Answer"),
        help_text=_("Whoever has the code of this feedback reads your answer."),
        longest=LONGEST,
        rows=4,
    )
    #: The version of what it answers, as it was opened
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    @classmethod
    def about(cls, feedback: Feedback, data=None) -> Self:
        return cls(data, initial={"answer": feedback.answer, "seen": feedback.version})

    def show_other(self, feedback: Feedback) -> None:
        """Say what somebody else has answered; sent once more, one's own takes its place."""
        words = _("This was changed meanwhile: %(text)s. Save again to keep yours instead.")
        self.data = self.data.copy()
        self.data["seen"] = feedback.version
        self.add_error("answer", words % {"text": f"\u2068{feedback.answer}\u2069"})
