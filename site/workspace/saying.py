"""Telling a person that what she wrote is saved, and her device that it need not keep it any longer."""

from django.contrib import messages
from django.http import HttpRequest


def say_saved(request: HttpRequest, words: str) -> None:
    """The words on the next page; its script forgets the form that was sent (static/js/typed.js)."""
    messages.success(request, words, extra_tags="saved")
