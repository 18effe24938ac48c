"""Buttons of the workspace's pages, and what was written beside them."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from accounts import buttons
from accounts.kept_forms import typed
from workspace.paging import list_address
from workspace.partners import Partner


def behind_button(route: str, *names: str) -> Callable:
    """A view behind a button of the page at `route`, which has the arguments `names` of its own address."""

    def page(request: HttpRequest, partner: Partner, **kwargs) -> HttpResponse:
        _say_what_was_written(request)
        return redirect(list_address(request, route, partner.slug, *(kwargs[name] for name in names)))

    return buttons.behind_button_of(page)


def say_not_done(request: HttpRequest) -> None:
    """Also what was written beside the button: the page that is shown now does not have it."""
    buttons.say_not_done(request)
    _say_what_was_written(request)


def _say_what_was_written(request: HttpRequest) -> None:
    if reason := (typed(request) or {}).get("reason"):
        messages.warning(request, f"{_('You wrote')}: \u2068{reason}\u2069")
