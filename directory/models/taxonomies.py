"""Taxonomies and their terms: topics, target groups, service classes, life events."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from directory.models.checks import Check
from directory.models.translated import TranslatedModel
from directory.querysets import RelatedTermQuerySet, TaxonomyTermQuerySet

#: What stands beside one topic: more would be a list to read, not a way on
MOST_NEIGHBOURS = 5


class Taxonomy(TranslatedModel):
    """A list of terms with one purpose, ours or another register's."""

    slug = models.SlugField(unique=True)
    name = models.CharField(_("name"), max_length=100)
    uri = models.URLField(blank=True, max_length=300)

    class Meta:
        verbose_name_plural = "taxonomies"

    def __str__(self) -> str:
        return self.slug


class TaxonomyTerm(TranslatedModel):
    """One term. A topic without a parent is a theme; below it are the needs people come with."""

    taxonomy = models.ForeignKey(Taxonomy, models.CASCADE, related_name="terms")
    code = models.CharField(max_length=100)
    uri = models.CharField(max_length=300, blank=True)
    name = models.CharField(_("name"), max_length=200)
    phrase = models.CharField(_("as a person would say it"), max_length=300, blank=True)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    icon = models.CharField(max_length=50, blank=True)
    is_sensitive = models.BooleanField(
        _("it may be dangerous to be seen with"),
        default=False,
        help_text=_("Pages about it can be left at once, and their titles do not name it."),
    )
    is_danger = models.BooleanField(
        _("tells of danger"),
        default=False,
        help_text=_("Who chooses it sees people to call before anything else."),
    )
    related_codes = models.JSONField(
        default=list, blank=True, help_text="Codes of the same meaning in other taxonomies"
    )
    sort_order = models.PositiveIntegerField(default=0)

    objects = TaxonomyTermQuerySet.as_manager()

    class Meta:
        verbose_name_plural = _("Topics")
        ordering = ["sort_order", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["taxonomy", "code"], name="directory_taxonomyterm_code_is_unique_in_its_taxonomy"
            ),
            Check(condition=~Q(parent=F("pk")), name="directory_taxonomyterm_is_not_its_own_parent"),
        ]

    def __str__(self) -> str:
        return self.name_fi or self.code

    @property
    def theme_code(self) -> str:
        """The code of the theme a topic belongs to; a theme's own. Select `parent` with it."""
        return self.parent.code if self.parent_id else self.code

    @property
    def is_delicate(self) -> bool:
        """Nobody is led to it from a topic that is not."""
        return self.is_sensitive or self.is_danger


class RelatedTerm(models.Model):
    """A neighbour of a topic: offered to whoever finds little under the topic, the nearest first."""

    term = models.ForeignKey(TaxonomyTerm, models.CASCADE, related_name="related_terms")
    related = models.ForeignKey(TaxonomyTerm, models.CASCADE, related_name="+")
    sort_order = models.PositiveSmallIntegerField(default=0)

    objects = RelatedTermQuerySet.as_manager()

    class Meta:
        ordering = ["sort_order", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["term", "related"], name="directory_relatedterm_named_once"),
            Check(condition=~Q(related=F("term")), name="directory_relatedterm_is_not_the_term_itself"),
        ]

    def __str__(self) -> str:
        return f"{self.term_id} · {self.related_id}"


class SearchWords(models.Model):
    """Words people type for a term, and situations as they tell them, in one language.

    For matching only: blunt and rude ones are among them, never show any.
    """

    term = models.ForeignKey(TaxonomyTerm, models.CASCADE, related_name="search_words")
    language_code = models.CharField(max_length=10)
    words = models.JSONField(default=list)
    situations = models.JSONField(default=list)

    class Meta:
        verbose_name_plural = "search words"
        constraints = [
            models.UniqueConstraint(
                fields=["term", "language_code"], name="directory_searchwords_one_list_per_language"
            ),
            Check(
                condition=Q(language_code__in=settings.MODELTRANSLATION_LANGUAGES),
                name="directory_searchwords_language_is_ours",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.term_id} {self.language_code}"
