"""What a listing is about: suggested by what it says, found by a word, ticked by a person."""

from dataclasses import dataclass

from django import forms
from django.forms.boundfield import BoundWidget
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from directory.choices import TaxonomySlug
from directory.models import Service
from directory.reading.vocabulary import Term, vocabulary
from workspace.forms import terms
from workspace.forms.fields import CLASSES, some_of
from workspace.forms.section import SectionForm
from workspace.ids import is_id
from workspace.suggesting import Because, suggested_topics

FOUND = 12


@dataclass(frozen=True)
class Pick:
    """A box to tick, and what speaks for it."""

    box: BoundWidget
    because: Because | None


class TopicsForm(SectionForm):
    """`found` are topics whose name has the word that was looked for."""

    finds = "q"

    topics = some_of(_("What is it about?"))
    q = forms.CharField(
        label=_("Find another topic"), required=False, max_length=60, widget=forms.TextInput(CLASSES)
    )

    def __init__(self, *args, listing: Service, **kwargs):
        super().__init__(*args, listing=listing, **kwargs)
        suggested = suggested_topics(listing)
        self._because = suggested.because
        likely = _each_once([*self._told(), *self._found(), *suggested.sure])
        offered = _each_once([*likely, *suggested.perhaps])
        # Where none is near, those that may be right are seen at once
        self._number_likely = len(likely) or len(offered)
        self.fields["topics"].choices = [(str(term.pk), term.name) for term in offered]

    @property
    def likely(self) -> list[Pick]:
        """Topics that are chosen, looked for or near: one sees them at once."""
        return self._picks()[: self._number_likely]

    @property
    def perhaps(self) -> list[Pick]:
        """Topics that may be right."""
        return self._picks()[self._number_likely :]

    def _picks(self) -> list[Pick]:
        return [Pick(box, self._because.get(int(box.data["value"]))) for box in self["topics"]]

    def _told(self) -> list[Term]:
        """What is chosen, and what was ticked."""
        known = vocabulary(get_language()).by_id
        ticked = self.data.getlist("topics") if self.is_bound else []
        ids = [*terms.chosen(self.listing, TaxonomySlug.TOPICS), *ticked]
        shown = [known[int(pk)] for pk in ids if is_id(pk) and int(pk) in known]
        return [term for term in shown if term.taxonomy == TaxonomySlug.TOPICS]

    def _found(self) -> list[Term]:
        word = self.data.get("q", "").strip().casefold() if self.is_bound else ""
        if not word:
            return []
        topics = vocabulary(get_language()).by_id.values()
        hits = (t for t in topics if t.taxonomy == TaxonomySlug.TOPICS and word in t.name.casefold())
        return list(hits)[:FOUND]

    def values(self, listing: Service) -> dict[str, object]:
        return {"topics": terms.chosen(listing, TaxonomySlug.TOPICS), "q": ""}

    def apply(self, listing: Service) -> None:
        terms.choose(listing, TaxonomySlug.TOPICS, self.cleaned_data["topics"])


def _each_once(terms: list[Term]) -> list[Term]:
    return list({term.pk: term for term in terms}.values())
