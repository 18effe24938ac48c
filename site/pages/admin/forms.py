"""The form of an editorial page: every text in the original and in one chosen language."""

from django import forms
from django.core.validators import MaxLengthValidator
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.forms.pages import CopyForm, WagtailAdminPageForm
from wagtail.blocks.base import BlockField
from wagtail.models import Page

from directory.admin.two_languages import TwoLanguagesForm
from directory.choices import TextState
from directory.translation_states import Edit
from pages.blocks.body import body_block
from pages.blocks.choices import theme_choices
from pages.blocks.walking import texts_of, with_unseen_texts

HOW = [
    (TextState.CHECKED, pgettext_lazy("translation", "A person wrote or checked it")),
    (TextState.MACHINE, pgettext_lazy("translation", "A machine made it, nobody has checked it")),
]
OVERTAKEN = _(
    "Somebody else has saved this page meanwhile. What you wrote is still in this form: "
    "look at the other version in the history, then save again."
)


class EditorialPageForm(TwoLanguagesForm, WagtailAdminPageForm):
    """A page. The languages that are not shown keep their texts, in the body too."""

    how_translated = forms.ChoiceField(
        label=_("How the translation came to be"),
        choices=HOW,
        required=False,
        widget=forms.RadioSelect,
        initial=TextState.CHECKED,
    )
    is_in_step = forms.BooleanField(
        label=_("The translation is right for the present original, though I did not change it"),
        required=False,
    )
    is_small_change = forms.BooleanField(
        label=_("I only mended small things in the original: translations stay right"), required=False
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "body" in self.fields:
            self._narrow_body()
        if "theme" in self.fields:
            self.fields["theme"] = forms.ChoiceField(
                label=self.fields["theme"].label, choices=[("", "–"), *theme_choices()], required=False
            )
        if "slug" in self.fields:
            # Made from the heading
            self.fields["slug"].required = False
        if heading := self.fields.get(f"heading_{self.languages[0].replace('-', '_')}"):
            heading.required = True

    def _narrow_body(self) -> None:
        self.fields["body"] = BlockField(
            block=self._narrow, required=False, label=self.fields["body"].label, help_text=""
        )
        self.initial["body"] = self._narrow.to_python(self._stored_body)

    @cached_property
    def _narrow(self):
        return body_block(self.languages, self.original_language)

    @cached_property
    def _stored_body(self) -> list:
        return self.instance.body.get_prep_value()

    def clean_body(self):
        """The whole body: what was posted, and the texts of the other languages."""
        seen = self._narrow.get_prep_value(self.cleaned_data["body"])
        whole = self.instance.body.stream_block
        return whole.to_python(with_unseen_texts(whole, seen, self._stored_body))

    def clean(self):
        """Refuse to overwrite in silence what somebody else has saved meanwhile (DESIGN, trap 10)."""
        values = super().clean()
        opened = self.data.get("loaded_revision_id", "")
        if opened and opened != str(self.instance.latest_revision_id):
            self.add_error(None, OVERTAKEN)
        return values

    @property
    def new_texts(self) -> dict[str, str]:
        """What was typed anew, by its language; of the body each text that was not there before."""
        found = {language: [text] for language, text in super().new_texts.items()}
        if "body" in self.cleaned_data:
            block = self.instance.body.stream_block
            before = {
                (each.language_code, each.value)
                for each in texts_of(block, block.to_python(self._stored_body))
            }
            for each in texts_of(block, self.cleaned_data["body"]):
                if (each.language_code, each.value) not in before:
                    found.setdefault(each.language_code, []).append(each.value)
        return {language: "\n".join(texts) for language, texts in found.items()}

    def save(self, commit=True):
        self.instance.new_texts = self.new_texts
        self.instance.edit = Edit(
            user=self.for_user,
            how=self.cleaned_data.get("how_translated") or TextState.CHECKED,
            is_small_change=self.cleaned_data.get("is_small_change", False),
            checked=frozenset({self.chosen_language}) if self.cleaned_data.get("is_in_step") else frozenset(),
        )
        return super().save(commit)


class PageCopyForm(CopyForm):
    """Says that a name is too long; Wagtail's leaves that to the database."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, column in (("new_title", "title"), ("new_slug", "slug")):
            most = Page._meta.get_field(column).max_length
            self.fields[name].validators.append(MaxLengthValidator(most))
            self.fields[name].widget.attrs["maxlength"] = most
