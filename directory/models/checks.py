"""Checks of the database that are also validated, at once, for the few values they are about."""

from collections.abc import Collection

from django.db import DEFAULT_DB_ALIAS, models


class Check(models.CheckConstraint):
    """A check that is validated by the fields it names.

    Django hands all fields of a row to the database's question: of a listing those are hundreds, in fifteen
    languages, and most of what saving one took.
    """

    def validate(
        self,
        model: type[models.Model],
        instance: models.Model,
        exclude: Collection[str] | None = None,
        using: str = DEFAULT_DB_ALIAS,
    ) -> None:
        named = models.Q(self.condition).referenced_base_fields
        others = {field.name for field in model._meta.local_concrete_fields} - named
        super().validate(model, instance, others.union(exclude or ()), using)

    def deconstruct(self):
        """To migrations it is what Django has: the database knows no other."""
        _path, arguments, named = super().deconstruct()
        return "django.db.models.CheckConstraint", arguments, named
