"""The page of help: whom to call, and a form for those who would rather write."""

from urllib.parse import urlencode

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from contact import limits
from contact.begun import Begun
from contact.codes import grouped
from contact.crisis import crisis_lines, themes_of_danger, without_emergency
from contact.forms import HelpForm
from contact.keeping import kept_by_nobody
from contact.offered import offered_services, seen_before, sent_along, themes_of
from contact.routing import is_there_a_unit
from contact.sending import NotSentError, send
from directory.reading.helplines import helpline_cards
from search.logbook.noting import follow
from search.models import NextStep
from trays.models import MOST_SERVICES
from trays.origin import is_from_here

#: Name of the button on a tray that leads here
BEGIN = "begin"
#: What a page that was not taken says of itself
REFUSED, TOO_MANY, AWAY = 403, 429, 503


# A token of Django's would need a cookie and would expire while somebody writes (docs/decisions/0016)
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def help_page(request: HttpRequest) -> HttpResponse:
    """Begun with what the page before was about: a search, a service, or the services of a tray.

    The address may say it as well: `?q`, `?theme`, `?area` and `?along`, ids of services.

    Pages of trays tell no other page where they are, so that theirs come with a button.
    """
    if BEGIN in request.POST:
        return kept_by_nobody(_page(request, _empty_form(request, _along(request.POST))))
    if request.method == "POST":
        return kept_by_nobody(_sent(request))
    follow(request, NextStep.HELP)
    seen = _along(request.GET) or seen_before(request)
    return kept_by_nobody(_page(request, _empty_form(request, seen)))


def _along(sent: QueryDict) -> list[int]:
    return sent_along(" ".join(sent.getlist("along")[:MOST_SERVICES]))


def _empty_form(request: HttpRequest, seen: list[int]) -> HelpForm:
    begun = Begun.of(request)
    told = {name: value for name, value in {**begun.asked, "along": seen}.items() if value}
    request.address_elsewhere = f"{request.path}?{urlencode(told, doseq=True)}" if told else request.path
    initial = begun.initial | {"seen": " ".join(map(str, seen))}
    return HelpForm(offered=offered_services(request, seen), initial=initial)


def _sent(request: HttpRequest) -> HttpResponse:
    form = HelpForm(request.POST, offered=offered_services(request, sent_along(request.POST.get("seen", ""))))
    if not is_from_here(request):
        return _again(request, form, _("Please send it once more."), REFUSED)
    if not form.is_valid():
        return _page(request, form)
    if form.is_trapped:
        # A program is told nothing that it could learn from
        return redirect("help_status")
    if not limits.SENT.allows(request):
        return _again(request, form, _("Too much was sent from here. Please call instead."), TOO_MANY)
    try:
        code = send(form.contents, form.form_key)
    except NotSentError:
        return _again(request, form, _("It could not be sent just now. Please call instead."), AWAY)
    return redirect(f"{reverse('help_status')}?{urlencode({'code': grouped(code), 'new': ''})}")


def _again(request: HttpRequest, form: HelpForm, problem: str, status: int) -> HttpResponse:
    """The page with everything that was typed, and why it was not sent."""
    form.errors.clear()
    return _page(request, form, problem=problem, status=status)


def _page(request: HttpRequest, form: HelpForm, *, problem: str = "", status: int = 200) -> HttpResponse:
    danger = _danger(form)
    context = {
        "form": form,
        "problem": problem,
        "is_danger": bool(danger),
        "helplines": without_emergency(_helplines()) if danger else _helplines(),
        "crisis_lines": crisis_lines(danger, timezone.now()) if danger else [],
        "takes_requests": form.is_bound or is_there_a_unit(),
        "is_help": True,
    }
    response = render(request, "contact/help.html", context, status=status)
    if status == TOO_MANY:
        response["Retry-After"] = str(limits.SENT.seconds)
    return response


def _danger(form: HelpForm) -> tuple[str, ...]:
    """What the page before, or what is typed, tells of danger."""
    if form.is_bound:
        return themes_of_danger([form.data.get("words", "")], form.data.getlist("topics"))
    begun, seen = form.initial, sent_along(form.initial["seen"])
    return themes_of_danger([begun["words"]], {*begun["topics"], *(themes_of(seen) if seen else ())})


def _helplines() -> list:
    """The telephone is what is left when the database is away."""
    try:
        return helpline_cards(timezone.now())
    except DatabaseError:
        return []
