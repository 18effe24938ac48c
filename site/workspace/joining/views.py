"""The people of a partner on one page. All may see it and leave; owners invite, take out and hand over."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.actions.invite import invite
from accounts.actions.take_back import take_back as take_invitation_back
from accounts.errors import TooManySent
from accounts.kept_forms import typed
from accounts.models import Invitation
from directory.actions import end_role, hand_over
from directory.actions.errors import LastOwner
from directory.models import OrganizationRole
from workspace.buttons import behind_button
from workspace.double_taps import just_done
from workspace.joining.forms import InvitationForm
from workspace.partners import Partner, for_partner


@for_partner
@require_http_methods(["GET", "HEAD", "POST"])
def people(request: HttpRequest, partner: Partner) -> HttpResponse:
    form = InvitationForm(typed(request), organization=partner.organization) if partner.is_owner else None
    if request.method == "POST":
        if form is None:
            raise PermissionDenied
        if form.is_valid() and (answer := _invite(request, partner, form)):
            return answer
    context = {
        "partner": partner,
        "form": form,
        "roles": _roles(partner).order_by("-role", "pk"),
        "invitations": _invitations(partner).order_by("pk"),
        "section": "people",
    }
    is_wrong = request.method == "POST" and form is not None
    return render(request, "workspace/people.html", context, status=400 if is_wrong else 200)


@for_partner
@behind_button("people")
def remove(request: HttpRequest, partner: Partner, number: int) -> HttpResponse:
    """Take a person out, or leave."""
    role = _roles(partner).filter(pk=number).first()
    if role is None:
        if just_done(request.user, partner.organization, "directory.end_role"):
            return redirect("workspace:people", partner.slug)
        raise Http404
    try:
        end_role(role, request.user)
    except LastOwner as error:
        messages.error(request, str(error))
        return redirect("workspace:people", partner.slug)
    if role.user_id == request.user.pk:
        return redirect("workspace:chooser")
    messages.success(request, _("%(name)s is no longer one of your people.") % _named(role))
    return redirect("workspace:people", partner.slug)


@for_partner
@behind_button("people")
def succeed(request: HttpRequest, partner: Partner, number: int) -> HttpResponse:
    """Hand over to a person."""
    role = get_object_or_404(_roles(partner), pk=number)
    try:
        hand_over(role, request.user)
    except PermissionDenied:
        # After the first of two taps she is no owner any more
        if not just_done(request.user, partner.organization, "directory.hand_over", person=role.user_id):
            raise
    messages.success(request, _("%(name)s is the owner now.") % _named(role))
    return redirect("workspace:people", partner.slug)


@for_partner
@behind_button("people")
def take_back(request: HttpRequest, partner: Partner, number: int) -> HttpResponse:
    take_invitation_back(get_object_or_404(_invitations(partner), pk=number), request.user)
    messages.success(request, _("The invitation was taken back. Its link opens nothing any more."))
    return redirect("workspace:people", partner.slug)


def _named(role: OrganizationRole) -> dict[str, str]:
    return {"name": role.user.get_full_name()}


def _roles(partner: Partner):
    roles = OrganizationRole.objects.current().filter(organization=partner.organization)
    return roles.select_related("user", "organization")


def _invitations(partner: Partner):
    """Those that wait, for owners: an editor sees no address of a stranger."""
    if not partner.is_owner:
        return Invitation.objects.none()
    return Invitation.objects.open().filter(organization=partner.organization).select_related("organization")


def _invite(request: HttpRequest, partner: Partner, form: InvitationForm) -> HttpResponse | None:
    """None where too many were sent: the form says so, with what was typed."""
    values = form.cleaned_data
    try:
        invite(
            *(partner.organization, values["email"], values["role"], request.user),
            language=values["language"],
        )
    except TooManySent as error:
        form.add_error(None, str(error))
        return None
    messages.success(request, _("The invitation is on its way."))
    return redirect("workspace:people", partner.slug)
