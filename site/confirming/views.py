"""Confirming a listing by a link from a mail: opening it changes nothing, one button does."""

from django.core.exceptions import PermissionDenied
from django.core.signing import BadSignature, SignatureExpired
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from confirming.links import Link, editor_address, person_of, read_key
from directory import actions
from directory.actions.errors import NotLive
from directory.models import Service
from directory.permissions import can_edit_listing
from directory.reading import wording
from directory.reading.service_page import ServicePage
from directory.reading.service_rows import services_for_page


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest) -> HttpResponse:
    try:
        link = read_key(request.GET.get("key", ""))
    except SignatureExpired:
        return _say(request, "late")
    except BadSignature:
        return _say(request, "unknown")
    service = services_for_page(Service.objects.all()).filter(pk=link.service_id).first()
    if service is None or not service.live or not service.organization.is_public:
        return _say(request, "withdrawn")
    if not (user := person_of(link)) or not can_edit_listing(user, service):
        return _say(request, "not yours")
    return _act(request, service, user, link) if request.method == "POST" else _ask(request, service, link)


def _act(request: HttpRequest, service: Service, user, link: Link) -> HttpResponse:
    """Confirm, unless somebody has since the mail was sent; both lead to the page that says so."""
    if not _is_used(service, link):
        try:
            actions.confirm(service, user, "reminder")
        except (NotLive, PermissionDenied):
            return _say(request, "withdrawn")
    return redirect(request.get_full_path())


def _ask(request: HttpRequest, service: Service, link: Link) -> HttpResponse:
    """Show the listing as families see it, with the question above it."""
    assurance = service.assurance
    context = {
        "service": service,
        "page": ServicePage(service, now=timezone.now()),
        "is_confirmed": _is_used(service, link),
        "assured_date": wording.full_date(assurance.assured_date),
        "is_hidden": assurance.hidden_date is not None,
        "editor_address": editor_address(service),
    }
    return render(request, "confirming/confirm.html", context)


def _is_used(service: Service, link: Link) -> bool:
    """A link works once: until anybody has confirmed the listing."""
    return service.assurance.assured_date > link.assured_date


def _say(request: HttpRequest, what: str) -> HttpResponse:
    return render(request, "confirming/answer.html", {"what": what})
