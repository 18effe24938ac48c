"""The door of the receivers' pages: people of a unit alone, and with their second step."""

from collections.abc import Callable
from functools import wraps

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse

from accounts.second_factor import is_done, to_second_step
from contact.keeping import kept_by_nobody
from contact.models import Receiver


def for_receivers(view: Callable) -> Callable:
    """Whoever is not signed in is asked to; to anybody else than receivers of today it is not there."""

    @wraps(view)
    @login_required
    def guarded(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if not Receiver.objects.filter(user=request.user).exists():
            raise Http404
        if not is_done(request):
            return to_second_step(request)
        return kept_by_nobody(view(request, *args, **kwargs))

    return guarded
