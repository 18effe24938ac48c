"""Staff who read personal data, or take data out, are in the log of acts, whichever screen it was."""

from collections.abc import Callable, Mapping

from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.urls import ResolverMatch

from accounts.models import Application, User
from audit.choices import Act
from audit.recording import record
from contact.models import ReceivingUnit
from directory.models import Network, Organization

ADMIN = "/admin/"
SHOWING = ("GET", "POST")
#: Screens with names or addresses of people, and what the number in their address is that of
SCREENS: Mapping[str, type | None] = {
    "accounts_applications": None,
    "accounts_application": Application,
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
}
#: Items of the queue that say who wrote
PERSONAL_ITEMS = {"application"}
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
    model = SCREENS.get(match.view_name, Application)
    numbers = [value for value in match.kwargs.values() if isinstance(value, int)]
    return model._default_manager.filter(pk=numbers[0]).first() if model and numbers else None
