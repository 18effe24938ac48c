"""Wagtail's admin without inline scripts: what they would start is data for js/admin/start.js.

In Wagtail 7.4 those are date and time fields, choosers and inline panels (docs/decisions/0006).
"""

import json

from django.core.serializers.json import DjangoJSONEncoder
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from wagtail.admin.widgets import BaseChooser
from wagtail.admin.widgets.workflows import AdminTaskChooser

#: As Django's json_script: nothing in the data can end the element
ESCAPES = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026"}


def starter(call: str, *arguments) -> SafeString:
    """An element with the name of a global of Wagtail's scripts and what to call it with.

    Not an attribute: inline panels number their parts by the quotation marks behind `__prefix__`.
    """
    data = mark_safe(json.dumps(arguments, cls=DjangoJSONEncoder).translate(ESCAPES))  # noqa: S308
    return format_html(
        '<script type="application/json" data-controller="start" data-start-call-value="{}">{}</script>',
        call,
        data,
    )


def render_chooser(chooser: BaseChooser, name, value, attrs=None, renderer=None) -> SafeString:  # noqa: ARG001
    """What `BaseChooser.render` does, with a starter in place of its script."""
    value_data = chooser.get_value_data(value)
    html = chooser.render_html(name, value_data, attrs)
    return html + _chooser_starter(chooser, attrs["id"], name, value_data)


def _chooser_starter(chooser: BaseChooser, id_: str, name: str, value_data: dict | None) -> SafeString:
    if isinstance(chooser, AdminTaskChooser):
        return starter("createTaskChooser", id_)
    return starter(chooser.js_constructor, id_, chooser.get_js_init_options(id_, name, value_data))


def take_scripts_out_of_choosers() -> None:
    """Choosers have no template for their script; dates and inline panels have: templates/wagtailadmin/."""
    BaseChooser.render = render_chooser
