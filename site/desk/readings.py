"""Staff who read personal data, or take data out, are in the log of acts, whichever screen it was."""

from collections.abc import Callable, Mapping

from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.urls import ResolverMatch

from accounts.models import User
from audit.choices import Act
from audit.recording import record
from contact.models import ReceivingUnit
from desk.filters import is_number
from directory.models import Location, Network, Organization, Service

ADMIN = "/admin/"
SHOWING = ("GET", "POST")
HISTORY = ("history", "history_results", "workflow_history", "workflow_history_detail")
REPORTS = ("site_history", "site_history_results", "workflow", "workflow_results")
#: Screens with names or addresses of people, and what the number in their address is that of
SCREENS: Mapping[str, type | None] = {
    "language_checkers": None,
    "receiving_unit": ReceivingUnit,
    "desk_partner": Organization,
    "desk_network": Network,
    "wagtailusers_users:index": None,
    "wagtailusers_users:index_results": None,
    "wagtailusers_users:edit": User,
    "wagtailusers_users:delete": User,
    "wagtailusers_users:history": User,
    "wagtailusers_users:history_results": User,
    "wagtailusers_users:copy": User,
    "wagtailusers_users:usage": User,
    # Who wrote, by the name or the address of an account
    "wagtailsnippets_directory_service:edit": Service,
    "wagtailsnippets_directory_service:revisions_revert": Service,
    **{f"wagtailsnippets_directory_service:{name}": Service for name in HISTORY},
    **{f"wagtailsnippets_directory_organization:{name}": Organization for name in HISTORY},
    **{f"wagtailsnippets_directory_location:{name}": Location for name in HISTORY},
    **{f"wagtailadmin_reports:{name}": None for name in REPORTS},
}
#: Items of the queue that say who wrote
PERSONAL_ITEMS = {"application", "review"}
#: Their own views write it down, with what was taken
SAID_BY_THEMSELVES = ("desk_mailing_list", "desk_log", "desk_log_table")


class ReadingMiddleware:
    """Writes after the answer is there and before it is sent: where nothing can be written, nobody reads.

    A view that has the object at hand leaves it as `request.read_about`, and it is not asked for again.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.path_info.startswith(ADMIN) and request.method in SHOWING and response.status_code == 200:
            _note(request, response)
        return response


def _note(request: HttpRequest, response: HttpResponse) -> None:
    match = request.resolver_match
    if match is None or match.view_name in SAID_BY_THEMSELVES:
        return
    if response.get("Content-Disposition", "").startswith("attachment"):
        record(Act.EXPORTED, person=request.user, screen=match.view_name)
    elif match.view_name in SCREENS or match.kwargs.get("what") in PERSONAL_ITEMS:
        about = getattr(request, "read_about", None) or _about(match)
        record(Act.READ, about, person=request.user, screen=match.view_name)


def _about(match: ResolverMatch) -> Model | None:
    model = SCREENS.get(match.view_name)
    # The addresses of Wagtail's objects hold their numbers as texts
    number = next((text for value in match.kwargs.values() if is_number(text := str(value))), None)
    return model._default_manager.filter(pk=number).first() if model and number else None
