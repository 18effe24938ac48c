"""The listings of a partner: all of them, one of them, a new one, a copy of one."""

from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.kept_forms import typed
from directory import actions
from directory.models import Service
from directory.translation_states import Edit
from directory.views.page_numbers import page_number
from workspace.buttons import behind_button
from workspace.copying import copies_of, keep_copy
from workspace.double_taps import made_once
from workspace.drafts import open_editable, open_listing
from workspace.editing import preview
from workspace.forms.basics import BeginForm
from workspace.last_season import over
from workspace.listing_page import ListingPage
from workspace.my_listings import MyListings
from workspace.partners import Partner, for_partner
from workspace.saying import say_saved


@for_partner
@require_safe
def listings(request: HttpRequest, partner: Partner) -> HttpResponse:
    found = MyListings(partner, words=request.GET.get("q", ""), number=page_number(request))
    context = {"partner": partner, "listings": found, "section": "listings"}
    return render(request, "workspace/listings.html", context)


@for_partner
@require_safe
def listing(request: HttpRequest, partner: Partner, slug: str) -> HttpResponse:
    draft = open_editable(partner, slug)
    page = ListingPage(draft, may_publish=partner.may_publish and draft.is_own)
    context = {"partner": partner, "page": page, "card": preview(draft.version)}
    return render(request, "workspace/listing.html", context)


@for_partner
@require_http_methods(["GET", "HEAD", "POST"])
def begin(request: HttpRequest, partner: Partner) -> HttpResponse:
    """The first page of a new listing."""
    form = BeginForm(typed(request))
    if request.method == "POST" and form.is_valid():
        made = made_once(request.user, form.same(partner.listings()), partial(_begun, request, partner, form))
        say_saved(request, _("Saved."))
        return redirect("workspace:section", partner.slug, made.slug, "topics")
    context = {"partner": partner, "form": form, "over": over(partner)}
    return render(request, "workspace/begin.html", context)


def _begun(request: HttpRequest, partner: Partner, form: BeginForm) -> Service:
    made = form.listing(partner.organization)
    actions.keep(made, None, Edit(user=request.user))
    return made


@for_partner
@behind_button("listing", "slug")
def copy(request: HttpRequest, partner: Partner, slug: str) -> HttpResponse:
    """A new listing that begins with all that this one says."""
    draft = open_listing(partner, slug)
    same = copies_of(draft.row, partner.listings())
    made = made_once(request.user, same, partial(keep_copy, draft.version, request.user))
    messages.success(request, _("This is the copy. Change what is different, then send it."))
    return redirect("workspace:section", partner.slug, made.slug, "basics")
