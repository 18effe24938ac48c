"""The words of a topic beside its names: what people type and tell, for search alone."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from django.conf import settings
from django.db import transaction
from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from modeltranslation.utils import build_localized_fieldname
from wagtail.admin.panels import FieldRowPanel
from wagtail.admin.widgets import AdminAutoHeightTextInput

from directory.actions.differences import Values, values_of
from directory.admin.lines import LinesField
from directory.admin.neighbours import HEADING, NeighboursForm, is_topic, neighbours
from directory.admin.own_fields import OwnFieldPanel
from directory.admin.two_languages import lazy_language_name
from directory.admin.views import NamedCreateView, NamedEditView
from directory.models import SearchWords, TaxonomyTerm
from directory.reading.texts import Text


@dataclass(frozen=True)
class Kind:
    """A column of SearchWords; the limits are well above what any shipped topic has."""

    heading: Promise
    most_lines: int
    longest_line: int


KINDS: Mapping[str, Kind] = {
    "words": Kind(_("Words people type"), 60, 100),
    "situations": Kind(_("As people tell it"), 20, 200),
}


class TermForm(NeighboursForm):
    """A term, and of a topic its search words in the two languages of the form."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if is_topic(self.instance):
            known = search_words(self.instance)
            for kind in KINDS:
                for code in self.languages:
                    name = build_localized_fieldname(kind, code)
                    self.fields[name] = _field(KINDS[kind], code, known.get(name, []))

    @transaction.atomic
    def save(self, commit=True):
        term = super().save(commit)
        if commit:
            for code in self.languages:
                self._save_words(term, code)
        return term

    def _save_words(self, term: TaxonomyTerm, code: str) -> None:
        names = {kind: build_localized_fieldname(kind, code) for kind in KINDS}
        if not set(names.values()) & set(self.changed_data):
            return
        lists = {kind: self.cleaned_data[name] for kind, name in names.items()}
        SearchWords.objects.update_or_create(term=term, language_code=code, defaults=lists)


def _field(kind: Kind, code: str, initial: list[str]) -> LinesField:
    text = Text("", code)
    return LinesField(
        most_lines=kind.most_lines,
        longest_line=kind.longest_line,
        initial=initial,
        help_text=_("One on each line. Only search reads them: they are never shown."),
        widget=AdminAutoHeightTextInput({"lang": text.html_lang, "dir": text.direction}),
    )


def search_words(term: TaxonomyTerm) -> dict[str, list[str]]:
    """All lists of a term, by kind and language like columns."""
    rows = SearchWords.objects.filter(term=term).order_by("language_code") if term.pk else ()
    return {
        build_localized_fieldname(kind, row.language_code): getattr(row, kind)
        for row in rows
        for kind in KINDS
    }


def words_rows() -> list[FieldRowPanel]:
    return [
        FieldRowPanel([_words_panel(name, code) for code in settings.MODELTRANSLATION_LANGUAGES])
        for name in KINDS
    ]


def _words_panel(kind: str, code: str) -> OwnFieldPanel:
    name = build_localized_fieldname(kind, code)
    return OwnFieldPanel(name, heading=headings_of_words()[name])


@cache
def headings_of_words() -> dict[str, Promise]:
    """What is no column of a term is called, by the names that logs keep, such as "words_so"."""
    return {"neighbours": HEADING} | {
        build_localized_fieldname(kind, code): format_lazy(
            "{} · {}", of_kind.heading, lazy_language_name(code)
        )
        for kind, of_kind in KINDS.items()
        for code in settings.MODELTRANSLATION_LANGUAGES
    }


class WithWords:
    """The history says how the words and the neighbours were before."""

    def values_of(self, instance: TaxonomyTerm) -> Values:
        beside = [neighbour.code for neighbour in neighbours(instance)]
        return values_of(instance) | search_words(instance) | {"neighbours": beside}


class TermCreateView(WithWords, NamedCreateView):
    pass


class TermEditView(WithWords, NamedEditView):
    pass
