"""Links from mails: an invitation, and the question whether one vouches. Opening one changes nothing."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.actions.accept import accept
from accounts.actions.vouch import vouch as answer
from accounts.errors import NotOpen
from accounts.models import Application, Invitation

CLOSED = "accounts/link_closed.html"


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    found = Invitation.objects.with_token(token)
    if found is None or not (found.is_open or found.accepted_at):
        return render(request, CLOSED, {"asks_for_invitation": True}, status=410)
    if request.method == "POST" and found.is_open:
        try:
            accept(found)
        except NotOpen:
            return render(request, CLOSED, {"asks_for_invitation": True}, status=410)
        return render(request, "accounts/joined.html", {"invitation": found})
    template = "accounts/joined.html" if found.accepted_at else "accounts/invitation.html"
    return render(request, template, {"invitation": found})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def vouch(request: HttpRequest, token: str) -> HttpResponse:
    found = Application.objects.with_voucher_token(token)
    if found is None:
        return render(request, CLOSED, status=410)
    if request.method == "POST" and "answer" in request.POST and found.is_voucher_link_open:
        found.voucher_answer = answer(found, knows_them=request.POST["answer"] == "yes").voucher_answer
    if found.voucher_answer is not None:
        return render(request, "accounts/vouched.html", {"application": found})
    if not found.is_voucher_link_open:
        return render(request, CLOSED, status=410)
    return render(request, "accounts/vouch.html", {"application": found})
