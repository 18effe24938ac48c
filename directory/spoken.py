"""Languages that are spoken somewhere: more than the interface has."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

#: BCP 47 tags as we write them: two or three letters and at most one more part ("zh-hans", "sign-fi" is not one: "fse")
LANGUAGE_TAG = re.compile(r"^[a-z]{2,3}(-[a-z0-9]{2,8})?$")


def validate_spoken_languages(value: object) -> None:
    """Accept a JSON list of distinct language tags, in lower case."""
    if not isinstance(value, list) or len(set(map(str, value))) != len(value):
        raise ValidationError(_("Choose from the list, each only once."))
    if wrong := [tag for tag in value if not (isinstance(tag, str) and LANGUAGE_TAG.match(tag))]:
        raise ValidationError(_("Not in the list: %(codes)s"), params={"codes": ", ".join(map(str, wrong))})
