"""A tray that is begun: from then on services are put into it on this device."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from trays.changes import OwnTray
from trays.cookie import DeviceKeys
from trays.limits import MADE
from trays.views.too_often import too_often


def begin(request: HttpRequest, make: Callable[[], OwnTray]) -> HttpResponse:
    """Make a tray and lead to its page, unless that was done too often from here."""
    if not MADE.allows(request):
        return too_often(request, MADE)
    own = make()
    response = redirect("tray_edit", own.key)
    DeviceKeys.of(request).with_first(own.key).set_on(response)
    return response
