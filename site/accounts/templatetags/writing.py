"""Who writes in a form, for the form and for the script that keeps it on the device."""

from django import template

from accounts import kept_forms

register = template.Library()


@register.simple_tag(takes_context=True)
def writer_mark(context) -> str:
    return kept_forms.writer_mark(context["request"].user)
