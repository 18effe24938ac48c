"""The languages of an object above its texts: which are shown, and what the texts are in each."""

from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext
from wagtail.admin.panels import Panel

from directory.admin.changed_texts import ChangedText, changed_since
from directory.models.translation_states import LanguageState
from directory.reading.wording import language_name


@dataclass(frozen=True)
class LanguageChoice:
    """One language that can be shown beside the original one."""

    code: str
    name: str
    state: str
    is_outdated: bool
    is_shown: bool


class LanguagePanel(Panel):
    """Which language stands beside the original one, and how to take another.

    Stands in a form that is a `TwoLanguagesForm`; an object without translation states shows names only.
    """

    def __init__(self, **kwargs):
        kwargs.setdefault("heading", gettext_lazy("Languages"))
        super().__init__(**kwargs)

    class BoundPanel(Panel.BoundPanel):
        template_name = "directory/admin/language_panel.html"

        def get_context_data(self, parent_context=None):
            return super().get_context_data(parent_context) | {
                "original": language_name(self.form.original_language),
                "chosen": language_name(self.form.chosen_language),
                "languages": self._languages(),
                "changes": self._changes(),
                "hidden": self.form["translation_language"],
            }

        def _languages(self) -> list[LanguageChoice]:
            return [
                self._language(code)
                for code in settings.MODELTRANSLATION_LANGUAGES
                if code != self.form.original_language
            ]

        def _language(self, code: str) -> LanguageChoice:
            state = self._states.get(code)
            return LanguageChoice(
                code=code,
                name=language_name(code),
                state=self._words(state),
                is_outdated=bool(state and state.is_outdated),
                is_shown=code == self.form.chosen_language,
            )

        def _words(self, state: LanguageState | None) -> str:
            if not hasattr(self.instance, "translation_states"):
                return ""
            if state is None:
                return pgettext("text", "Missing")
            return _("The source has changed since") if state.is_outdated else str(state.get_state_display())

        def _changes(self) -> list[ChangedText]:
            state = self._states.get(self.form.chosen_language)
            return changed_since(self.instance, state) if state and state.is_outdated else []

        @property
        def _states(self) -> dict[str, LanguageState]:
            if not hasattr(self.instance, "translation_states"):
                return {}
            return {state.language_code: state for state in self.instance.translation_states.all()}
