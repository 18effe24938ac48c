"""Lists of codes in one column: portable between databases, carried whole in a revision."""

from collections.abc import Iterable

from django.db import models

from directory.spoken import validate_spoken_languages
from directory.validators import CodeListValidator


class CodeListField(models.JSONField):
    """A JSON list of distinct codes out of a closed list, empty by default."""

    def __init__(self, *args, codes: Iterable[str] = (), **kwargs):
        self.codes = tuple(codes)
        kwargs.setdefault("default", list)
        kwargs.setdefault("blank", True)
        super().__init__(*args, **kwargs)
        self.validators = [*self.validators, CodeListValidator(self.codes)]

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        kwargs["codes"] = self.codes
        return name, path, args, kwargs


class SpokenLanguagesField(models.JSONField):
    """A JSON list of distinct language tags (BCP 47, lower case), empty by default."""

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("default", list)
        kwargs.setdefault("blank", True)
        super().__init__(*args, **kwargs)
        self.validators = [*self.validators, validate_spoken_languages]
