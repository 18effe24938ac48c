"""What a listing is about: suggested from its words, found by a word, ticked by a person."""

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from directory.choices import TaxonomySlug
from directory.models import Service
from directory.reading.vocabulary import Term, vocabulary
from workspace.forms import terms
from workspace.forms.fields import CLASSES, some_of
from workspace.forms.section import SectionForm
from workspace.ids import is_id
from workspace.suggesting import suggested_topics

FOUND = 12


class TopicsForm(SectionForm):
    """`found` are topics whose name has the word that was looked for."""

    finds = "q"

    topics = some_of(_("What is it about?"))
    q = forms.CharField(
        label=_("Find another topic"), required=False, max_length=60, widget=forms.TextInput(CLASSES)
    )

    def __init__(self, *args, listing: Service, **kwargs):
        super().__init__(*args, listing=listing, **kwargs)
        self.fields["topics"].choices = [(str(term.pk), term.name) for term in self._offered()]

    def _offered(self) -> list[Term]:
        """What is chosen, what is suggested, what was ticked, what was found; each once."""
        known = vocabulary(get_language()).by_id
        ticked = self.data.getlist("topics") if self.is_bound else []
        ids = [*terms.chosen(self.listing, TaxonomySlug.TOPICS), *ticked]
        shown = [known[int(pk)] for pk in ids if is_id(pk) and int(pk) in known]
        topics = [term for term in shown if term.taxonomy == TaxonomySlug.TOPICS]
        offered = [*topics, *suggested_topics(self.listing), *self._found()]
        return list({term.pk: term for term in offered}.values())

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
