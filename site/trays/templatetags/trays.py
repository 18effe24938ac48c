"""Trays on pages of services: the button that puts one in, and the way to one's own tray."""

from dataclasses import dataclass

from django import template
from django.http import HttpRequest

from trays.changes import find_own
from trays.cookie import DeviceKeys

register = template.Library()


@dataclass(frozen=True)
class DeviceTray:
    """The tray that services are put into on this device."""

    services: frozenset[int]


@register.simple_tag(takes_context=True)
def is_in_tray(context, service_id: int) -> bool:
    """Whether the tray of this device has a service. The page then ends with the form of all buttons."""
    request = getattr(context, "request", None)
    if request is None:
        return False
    request.has_tray_buttons = True
    own = _device_tray(request)
    return own is not None and service_id in own.services


@register.simple_tag(takes_context=True)
def tray_buttons_may_come(context) -> str:
    """For a page that is renewed in place: it ends with the form although nothing was found at first."""
    if request := getattr(context, "request", None):
        request.has_tray_buttons = True
    return ""


@register.inclusion_tag("components/tray_form.html", takes_context=True)
def tray_form(context) -> dict:
    """The form that the buttons above it send, where there are any."""
    request = getattr(context, "request", None)
    return {"is_needed": getattr(request, "has_tray_buttons", False)}


@register.inclusion_tag("components/tray_link.html", takes_context=True)
def tray_link(context) -> dict:
    """The way to the tray of this device: nothing for those who have none."""
    request = getattr(context, "request", None)
    own = _device_tray(request) if request is not None else None
    return {"count": len(own.services) if own else None}


def _device_tray(request: HttpRequest) -> DeviceTray | None:
    """Read once for a page, and not at all without the cookie."""
    if not hasattr(request, "device_tray"):
        request.device_tray = _read(DeviceKeys.of(request).current)
    return request.device_tray


def _read(key: str) -> DeviceTray | None:
    own = find_own(key) if key else None
    if own is None:
        return None
    return DeviceTray(frozenset(own.tray.items.values_list("service_id", flat=True)))
