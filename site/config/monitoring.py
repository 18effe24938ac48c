"""Three addresses for those who watch: /healthz, /readyz and /metrics.

They are answered before anything else, since whoever asks comes to the process itself: by its own address,
without TLS, and also while the database is away.
"""

import hmac
import ipaddress
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseForbidden, HttpResponseNotAllowed, JsonResponse
from django.utils import timezone
from prometheus_client import CONTENT_TYPE_LATEST

from config.health import look
from config.metrics import metrics_text

METHODS = ("GET", "HEAD")
#: What a proxy adds: behind one on the same machine everybody comes from this machine
FORWARDED = ("Forwarded", "X-Forwarded-For", "X-Forwarded-Proto", "X-Forwarded-Host", "X-Real-IP", "Via")


class MonitoringMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        view = ADDRESSES.get(request.path_info)
        if view is None:
            return self.get_response(request)
        response = view(request) if request.method in METHODS else HttpResponseNotAllowed(METHODS)
        response["Cache-Control"] = "no-store"
        response["X-Content-Type-Options"] = "nosniff"
        return response


def healthz(_request: HttpRequest) -> HttpResponse:
    """The process answers; it asks nobody else."""
    return HttpResponse("ok\n", content_type="text/plain; charset=utf-8")


def readyz(_request: HttpRequest) -> HttpResponse:
    health = look(timezone.now())
    return JsonResponse(health.to_json(), status=200 if health.is_ready else 503)


def metrics(request: HttpRequest) -> HttpResponse:
    if not _may_read_metrics(request):
        return HttpResponseForbidden("See METRICS_TOKEN.\n", content_type="text/plain; charset=utf-8")
    return HttpResponse(metrics_text(), content_type=CONTENT_TYPE_LATEST)


ADDRESSES: dict[str, Callable[[HttpRequest], HttpResponse]] = {
    "/healthz": healthz,
    "/readyz": readyz,
    "/metrics": metrics,
}


def _may_read_metrics(request: HttpRequest) -> bool:
    if settings.METRICS_TOKEN:
        given = request.headers.get("Authorization", "").encode()
        return hmac.compare_digest(given, f"Bearer {settings.METRICS_TOKEN}".encode())
    return _is_from_this_machine(request)


def _is_from_this_machine(request: HttpRequest) -> bool:
    try:
        is_local = ipaddress.ip_address(request.META.get("REMOTE_ADDR", "")).is_loopback
    except ValueError:
        return False
    return is_local and not any(name in request.headers for name in FORWARDED)
