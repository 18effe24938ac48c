"""The partners of the city: the list, the page of each, and merging two."""

from collections.abc import Callable

from django.contrib import messages
from django.core.paginator import Paginator
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.actions.invite import invite
from accounts.errors import JoiningError
from desk.choices import isolated
from desk.filters import is_number
from desk.models import Note
from desk.partners.forms import NoteForm, OwnerForm, StandingForm
from desk.partners.listing import ON_A_PAGE, Asked, named, partners
from desk.partners.notes import add_note, delete_note
from desk.partners.page import PartnerPage
from desk.views.gone import told_when_gone
from directory import actions
from directory.actions.errors import ListingError
from directory.choices import PersonRole, Standing
from directory.models import Organization
from feedback.admin.views import for_coordinators

MOST_CANDIDATES = 20


@for_coordinators
@require_safe
def partner_list(request: HttpRequest) -> HttpResponse:
    asked = Asked.read(request.GET)
    context = {
        "title": pgettext("menu", "Partners"),
        "icon": "group",
        "asked": asked,
        "page": Paginator(partners(asked), ON_A_PAGE).get_page(request.GET.get("p")),
        "standings": Standing.choices,
    }
    return render(request, "desk/partners.html", context)


@for_coordinators
@require_http_methods(["GET", "HEAD", "POST"])
@told_when_gone("desk_partners")
def partner(request: HttpRequest, number: int) -> HttpResponse:
    organization = get_object_or_404(Organization.objects.select_related("vouched_by", "parent"), pk=number)
    request.read_about = organization
    forms = _forms(request, organization)
    do = request.POST.get("do", "")
    if do in DEEDS and forms[do].is_valid() and _is_done(request, DEEDS[do], organization, forms[do]):
        return redirect("desk_partner", number)
    if do == "forget":
        _forget_note(request, organization)
        return redirect("desk_partner", number)
    context = {
        "title": isolated(str(organization)),
        "icon": "group",
        "organization": organization,
        "page": PartnerPage(organization, request.GET),
        "forms": forms,
        "is_ended": organization.standing == Standing.ENDED,
    }
    return render(request, "desk/partner.html", context)


def _forms(request: HttpRequest, organization: Organization) -> dict[str, BaseForm]:
    """The forms of the page; the one that was sent holds what was typed."""
    do = request.POST.get("do", "")
    data = {name: request.POST if do == name else None for name in ("standing", "owner", "note")}
    return {
        "standing": StandingForm(data["standing"], standing=organization.standing),
        "owner": OwnerForm(data["owner"], initial={"language": get_language()}, auto_id="owner_%s"),
        "note": NoteForm(data["note"], auto_id="note_%s"),
    }


def _is_done(request: HttpRequest, deed: Callable, organization: Organization, form: BaseForm) -> bool:
    try:
        messages.success(request, deed(request, organization, form))
    except (ListingError, JoiningError) as error:
        form.add_error(None, str(error))
        return False
    return True


def _set_standing(request: HttpRequest, organization: Organization, form: StandingForm) -> str:
    values = form.cleaned_data
    actions.set_standing(organization, Standing(values["standing"]), request.user, values["reason"])
    return _("Saved.")


def _invite_owner(request: HttpRequest, organization: Organization, form: OwnerForm) -> str:
    values = form.cleaned_data
    invite(organization, values["email"], PersonRole.OWNER, request.user, language=values["language"])
    return _("The invitation is on its way.")


def _add_note(request: HttpRequest, organization: Organization, form: NoteForm) -> str:
    form.instance.organization = organization
    add_note(form.instance, request.user)
    return _("Saved.")


#: By the button that was pressed
DEEDS = {"standing": _set_standing, "owner": _invite_owner, "note": _add_note}


def _forget_note(request: HttpRequest, organization: Organization) -> None:
    text = request.POST.get("note", "")
    found = Note.objects.filter(organization=organization, pk=int(text) if is_number(text) else 0)
    if note := found.first():
        delete_note(note, request.user)


@for_coordinators
@require_http_methods(["GET", "HEAD", "POST"])
@told_when_gone("desk_partners")
def merge(request: HttpRequest, number: int) -> HttpResponse:
    """Choose the organisation that goes on, and say so."""
    organization = get_object_or_404(Organization, pk=number)
    asked = Asked.read(request.GET)
    if request.method == "POST" and (successor := _merge(request, organization)):
        return redirect("desk_partner", successor.pk)
    candidates = named(asked.q).exclude(pk=number).exclude(standing=Standing.ENDED).order_by("name_fi", "pk")
    context = {
        "title": isolated(str(organization)),
        "icon": "group",
        "organization": organization,
        "asked": asked,
        "candidates": candidates[:MOST_CANDIDATES] if asked.q else (),
    }
    return render(request, "desk/merge.html", context)


def _merge(request: HttpRequest, organization: Organization) -> Organization | None:
    """The successor, if it could be done; otherwise the page says why not."""
    text = request.POST.get("successor", "")
    successor = Organization.objects.filter(pk=int(text)).first() if is_number(text) else None
    if successor is None:
        messages.error(request, _("Choose another organisation."))
        return None
    try:
        found = actions.merge(organization, successor, request.user)
    except ListingError as error:
        messages.error(request, str(error))
        return None
    messages.success(request, _("Took over another organisation"))
    return found
