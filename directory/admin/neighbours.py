"""The neighbours of a topic in its form: a list of all topics for each of them, the nearest first."""

from itertools import zip_longest

from django import forms
from django.db import transaction
from django.forms.utils import flatatt
from django.utils.functional import Promise
from django.utils.html import format_html, format_html_join
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


class TopicSelect(forms.Select):
    """A list of hundreds, written at once: a template for each of them takes half a second."""

    def render(self, name, value, attrs=None, renderer=None):  # noqa: ARG002 - Django passes it
        chosen = "" if value is None else str(value)
        options = ((key, flatatt({"selected": str(key) == chosen}), label) for key, label in self.choices)
        return format_html(
            "<select{}>{}</select>",
            flatatt(self.build_attrs(self.attrs, {"name": name, **(attrs or {})})),
            format_html_join("", '<option value="{}"{}>{}</option>', options),
        )


class NeighboursForm(SeenForm):
    """A term, and of a topic its neighbours."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if is_topic(self.instance):
            self.fields |= _fields(self.instance)

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


def _fields(term: TaxonomyTerm) -> dict[str, forms.Field]:
    topics, chosen = _other_topics(term), neighbours(term)[:MOST_NEIGHBOURS]
    fields = {
        name: forms.ModelChoiceField(topics, required=False, initial=neighbour, widget=TopicSelect)
        for name, neighbour in zip_longest(NAMES, chosen)
    }
    # Read once for all of them
    choices = list(fields[NAMES[0]].choices)
    for field in fields.values():
        field.widget.choices = choices
    return fields


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
