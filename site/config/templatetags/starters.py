"""Data in place of an inline script of Wagtail's templates: `starter`."""

import json

from django import template
from django.utils.safestring import SafeString

from config import starters

register = template.Library()


@register.simple_tag
def starter(call: str, *arguments, options: str) -> SafeString:
    """`{% starter "initDateChooser" widget.attrs.id options=widget.config_json %}`; options: JSON, last."""
    return starters.starter(call, *arguments, json.loads(options))
