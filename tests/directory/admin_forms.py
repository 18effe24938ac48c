"""What a browser would post from a form of the admin as it stands."""

from bs4 import BeautifulSoup
from django.conf import settings
from django.forms import NullBooleanField
from django.urls import reverse


def url_of(name: str, *args) -> str:
    return reverse(f"wagtailsnippets_directory_service:{name}", args=args)


def posted(form) -> dict:
    """The values of a form and of the forms inside it, as they are on the page."""
    values = {}
    for field in form:
        value = field.value()
        if isinstance(field.field, NullBooleanField):
            values[field.html_name] = field.field.widget.format_value(value)
        elif value is not None and value is not False:  # 0 is a value
            values[field.html_name] = value
    for formset in getattr(form, "formsets", {}).values():
        for part in (formset.management_form, *formset.forms):
            values |= posted(part)
    return values


def errors(form) -> list:
    """What is wrong with a form and the forms inside it."""
    inside = [part for formset in getattr(form, "formsets", {}).values() for part in formset.forms]
    whole = [formset.non_form_errors() for formset in getattr(form, "formsets", {}).values()]
    return [found for found in (form.errors, *whole, *(errors(part) for part in inside)) if found]


def language_of(changes: dict) -> str:
    """The language, beside Finnish, of the texts among some changes of fields."""
    codes = (code for code in settings.MODELTRANSLATION_LANGUAGES if code != "fi")
    return next((c for c in codes if any(name.endswith(f"_{c.replace('-', '_')}") for name in changes)), "sv")


def opened(page) -> dict:
    """Which version of a listing a form was opened from, as the page says."""
    tree = BeautifulSoup(page.content, "html.parser")
    return {field["name"]: field.get("value", "") for field in tree.select('input[name^="loaded_revision_"]')}


def post_edit(client, address: str, action: str | None = None, **changes):
    """Open a form in the language of the changes, change fields and press a button (None: save as draft)."""
    page = client.get(address, {"language": language_of(changes)})
    values = posted(page.context["form"]) | opened(page) | changes | ({action: "on"} if action else {})
    response = client.post(address, values)
    assert response.status_code == 302, errors(response.context["form"])
    return response
