"""After a page was saved: whether its new texts are in the languages of their fields."""

from django.http import HttpRequest

from directory.language_question import ask_about_language
from pages.models import EditorialPage


def ask(request: HttpRequest, page) -> None:
    """Hook after the form of a page, which left what was typed anew with the page."""
    if isinstance(page, EditorialPage):
        ask_about_language(request, page.new_texts)
