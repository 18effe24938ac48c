"""The terms of use: where to read them, and the button that accepts them."""

from allauth.account.utils import get_next_redirect_url
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.arrival import first_page
from accounts.kept_forms import signed_in
from accounts.terms import accept, accepted
from directory.reading import wording


@never_cache
@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def terms(request: HttpRequest) -> HttpResponse:
    if not settings.TERMS.is_on:
        raise Http404
    if request.method == "POST":
        accept(request.user)
        return HttpResponseRedirect(get_next_redirect_url(request) or first_page(request.user))
    last = accepted(request.user)
    context = {
        "last": last,
        "is_accepted": last is not None and last.version == settings.TERMS.version,
        "day": wording.full_date(settings.TERMS.day),
        "address": settings.TERMS.address(get_language()),
    }
    return render(request, "accounts/terms.html", context)
