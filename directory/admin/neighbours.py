"""The neighbours of a topic in its form: a list of all topics for each of them, the nearest first."""

from itertools import zip_longest

from django import forms
from django.db import transaction
from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.panels import MultiFieldPanel

from directory.admin.own_fields import OwnFieldPanel
from directory.admin.seen import SeenForm
from directory.choices import TaxonomySlug
from directory.models import RelatedTerm, TaxonomyTerm
from directory.models.taxonomies import MOST_NEIGHBOURS

HEADING: Promise = gettext_lazy("Neighbouring topics")
#: One field each: two people who change different ones do not meet
NAMES = tuple(f"neighbour_{number}" for number in range(1, MOST_NEIGHBOURS + 1))


class NeighboursForm(SeenForm):
    """A term, and of a topic its neighbours."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if is_topic(self.instance):
            topics = _other_topics(self.instance)
            for name, neighbour in zip_longest(NAMES, neighbours(self.instance)[:MOST_NEIGHBOURS]):
                self.fields[name] = forms.ModelChoiceField(topics, required=False, initial=neighbour)

    def clean(self):
        values = super().clean()
        if not (values.get("is_sensitive") or values.get("is_danger")):
            for name in NAMES:
                if (neighbour := values.get(name)) and neighbour.is_delicate:
                    self.add_error(name, _("It is sensitive: it may stand beside sensitive topics only."))
        return values

    @transaction.atomic
    def save(self, commit=True):
        term = super().save(commit)
        if commit and set(NAMES) & set(self.changed_data):
            self._save_neighbours(term)
        return term

    def _save_neighbours(self, term: TaxonomyTerm) -> None:
        chosen = dict.fromkeys(filter(None, map(self.cleaned_data.get, NAMES)))
        term.related_terms.all().delete()
        RelatedTerm.objects.bulk_create(
            RelatedTerm(term=term, related=neighbour, sort_order=place)
            for place, neighbour in enumerate(chosen)
        )


def is_topic(term: TaxonomyTerm) -> bool:
    """Whether it is one that people ask for, or may become one: no theme, no term of another register."""
    return term.pk is None or bool(term.parent_id and term.taxonomy.slug == TaxonomySlug.TOPICS)


def neighbours(term: TaxonomyTerm) -> list[TaxonomyTerm]:
    rows = term.related_terms.select_related("related") if term.pk else ()
    return [row.related for row in rows]


def _other_topics(term: TaxonomyTerm):
    topics = TaxonomyTerm.objects.of(TaxonomySlug.TOPICS).filter(parent__isnull=False).exclude(pk=term.pk)
    return topics.only("code", "name_fi", "is_sensitive", "is_danger").order_by("name_fi", "pk")


def neighbours_panel() -> MultiFieldPanel:
    panels = [
        OwnFieldPanel(name, heading=format_lazy("{} · {}", HEADING, number))
        for number, name in enumerate(NAMES, start=1)
    ]
    help_text = gettext_lazy("Offered to whoever finds little under this topic, the nearest first.")
    return MultiFieldPanel(panels, heading=HEADING, help_text=help_text)
