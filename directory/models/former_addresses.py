"""Addresses that once led to something: they go on leading there after it was renamed or merged."""

from django.db import models


class FormerAddressQuerySet(models.QuerySet):
    def of(self, instance: models.Model):
        """The former addresses of a listing, organisation, place or network."""
        return self.filter(kind=instance._meta.model_name, object_id=instance.pk)

    def leading_on_from(self, instance: models.Model):
        """The row by which the present address leads to something else: it was merged into that."""
        named = self.filter(kind=instance._meta.model_name, slug=instance.slug)
        return named.exclude(object_id=instance.pk)

    def remember(self, slug: str, instance: models.Model) -> None:
        """From now on an old slug leads to this object, wherever it led before."""
        self.update_or_create(kind=instance._meta.model_name, slug=slug, defaults={"object_id": instance.pk})

    def replace(self, before: str | None, instance: models.Model) -> None:
        """The object takes its present slug, from whomever it led to, and leaves the one before behind.

        A slug that leads to the successor of a merged object already goes on doing so.
        """
        kind = instance._meta.model_name
        self.filter(kind=kind, slug=instance.slug).delete()
        if before:
            self.get_or_create(kind=kind, slug=before, defaults={"object_id": instance.pk})

    def hand_over(self, merged: models.Model, successor: models.Model) -> None:
        """All addresses of what was merged lead to its successor, its present one as well."""
        self.of(merged).update(object_id=successor.pk)
        self.remember(merged.slug, successor)


class FormerAddress(models.Model):
    """A slug that something had before. What has it now goes before it.

    `kind` is the name of the model. There is one row per slug and kind, so that a chain of names needs no
    following: every former one leads to the object itself.
    """

    kind = models.CharField(max_length=20)
    slug = models.SlugField(max_length=120, db_index=False)
    object_id = models.PositiveBigIntegerField()
    since = models.DateTimeField(auto_now_add=True)

    objects = FormerAddressQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "former addresses"
        indexes = [models.Index(fields=["kind", "object_id"], name="directory_formeraddress_of")]
        constraints = [
            models.UniqueConstraint(fields=["kind", "slug"], name="directory_formeraddress_leads_to_one"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.slug}"
