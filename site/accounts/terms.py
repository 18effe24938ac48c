"""Asking people of partners to accept the terms of use: once, and again when they change."""

from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from accounts.kept_forms import keep
from accounts.models import TermsAcceptance

IN_SESSION = "accounts_terms"


def asked_first(request: HttpRequest) -> HttpResponse | None:
    """The way to the terms of use for whoever has not accepted those of today; what she sent is kept."""
    terms = settings.TERMS
    if not terms.is_on or request.session.get(IN_SESSION) == terms.version:
        return None
    if TermsAcceptance.objects.filter(user=request.user, version=terms.version).exists():
        # Asked of the database once in a session
        request.session[IN_SESSION] = terms.version
        return None
    if request.method == "POST":
        keep(request)
    return HttpResponseRedirect(f"{reverse('terms')}?{urlencode({'next': request.get_full_path()})}")


def accepted(user) -> TermsAcceptance | None:
    """What the person has accepted last."""
    return TermsAcceptance.objects.filter(user=user).order_by("-accepted_at", "-pk").first()


def accept(user) -> None:
    TermsAcceptance.objects.get_or_create(user=user, version=settings.TERMS.version)
