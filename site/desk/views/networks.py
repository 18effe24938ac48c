"""Networks: the list, the page of each with its members and meetings, and the mailing list of who agreed."""

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.forms import ModelForm
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from desk.choices import isolated
from desk.filters import is_number
from desk.networks.forms import MeetingForm, MemberForm, NewMemberForm
from desk.networks.page import NetworkPage, networks
from desk.sheets import as_file, sheet
from desk.views.gone import told_when_gone
from directory import actions
from directory.actions.errors import ListingError
from directory.models import Network, NetworkMeeting, NetworkMembership
from feedback.admin.views import for_coordinators

ICON = "link"


@for_coordinators
@require_safe
def network_list(request: HttpRequest) -> HttpResponse:
    context = {"title": _("Networks"), "icon": ICON, "networks": networks()}
    return render(request, "desk/networks.html", context)


@for_coordinators
@require_http_methods(["GET", "HEAD", "POST"])
@told_when_gone("desk_networks")
def network(request: HttpRequest, number: int) -> HttpResponse:
    """With a form for a new member and a new meeting, or for the one that the address names."""
    row = get_object_or_404(Network.objects.select_related("area"), pk=number)
    request.read_about = row
    member, meeting = _named(request, row.memberships, "member"), _named(request, row.meetings, "meeting")
    do = request.POST.get("do", "")
    if do == "drop" and meeting:
        actions.drop_meeting(meeting, request.user)
        messages.success(request, _("Saved."))
        return redirect("desk_network", number)
    forms = _forms(request, row, member, meeting)
    if do in DEEDS and forms[do].is_valid() and _is_done(request, DEEDS[do], forms[do]):
        return redirect("desk_network", number)
    context = {
        "title": isolated(str(row)),
        "icon": ICON,
        "network": row,
        "page": NetworkPage(row, request.GET),
        "forms": forms,
        "member": member,
        "meeting": meeting,
    }
    return render(request, "desk/network.html", context)


def _named(request: HttpRequest, rows, name: str):
    """The member or meeting of this network whose number stands in the address.

    Raises Http404 where it is there no more and a form of it is sent: what was sent is no new one.
    """
    text = request.GET.get(name, "")
    found = rows.filter(pk=int(text)).first() if is_number(text) else None
    if text and found is None and request.method == "POST":
        raise Http404
    return found


def _forms(
    request: HttpRequest,
    network: Network,
    member: NetworkMembership | None,
    meeting: NetworkMeeting | None,
) -> dict[str, ModelForm]:
    """The forms of the page; the one that was sent holds what was typed."""
    do = request.POST.get("do", "")
    data = {name: request.POST if do == name else None for name in DEEDS}
    kind = MemberForm if member else NewMemberForm
    return {
        "member": kind(
            data["member"], instance=member or NetworkMembership(network=network), auto_id="member_%s"
        ),
        "meeting": MeetingForm(
            data["meeting"], instance=meeting or NetworkMeeting(network=network), auto_id="meeting_%s"
        ),
    }


def _is_done(request: HttpRequest, deed: Callable, form: ModelForm) -> bool:
    try:
        deed(form, request.user)
    except ListingError as error:
        form.add_error(None, str(error))
        return False
    except ValidationError as error:
        form.add_error(None, error.messages)
        return False
    messages.success(request, _("Saved."))
    return True


def _keep_member(form: ModelForm, user) -> None:
    if "organization" in form.cleaned_data:
        form.instance.organization = form.cleaned_data["organization"]
    actions.keep_membership(form.instance, user)


def _keep_meeting(form: ModelForm, user) -> None:
    actions.keep_meeting(form.instance, user)


#: By the button that was pressed
DEEDS = {"member": _keep_member, "meeting": _keep_meeting}


@for_coordinators
@require_POST
@told_when_gone("desk_networks")
def mailing_list(request: HttpRequest, number: int) -> HttpResponse:
    """A file of who agreed to it; taking it is written down."""
    row = get_object_or_404(Network, pk=number)
    members = actions.take_mailing_list(row, request.user)
    rows = ([str(each.organization), each.mail_address, each.consented_date] for each in members)
    heading = [_("organisation").capitalize(), _("e-mail"), _("agreed to the mailing list on")]
    return as_file(sheet(str(row), heading, rows), f"mailing-list-{row.slug}")
