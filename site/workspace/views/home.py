"""The way in, and what wants doing."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from workspace.my_listings import newest
from workspace.partners import Partner, for_partner, partners_of, private
from workspace.todo import Todo

#: Listings on the first page
SHOWN = 10


@login_required
@require_safe
def chooser(request: HttpRequest) -> HttpResponse:
    """What a person works for; whoever has one thing only is led on."""
    partners = partners_of(request.user)
    if request.user.is_language_checker and not partners:
        return private(redirect("checking:waiting"))
    if len(partners) == 1 and not request.user.is_language_checker:
        return private(redirect("workspace:home", partners[0].slug))
    return private(render(request, "workspace/chooser.html", {"partners": partners}))


@for_partner
@require_safe
def home(request: HttpRequest, partner: Partner) -> HttpResponse:
    context = {
        "partner": partner,
        "todo": Todo(partner),
        # One more than is shown says that there are more
        "rows": newest(partner, SHOWN + 1),
        "shown": SHOWN,
        "section": "home",
    }
    return render(request, "workspace/home.html", context)
