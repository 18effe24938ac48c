"""The door of the receivers' pages: people of a unit alone, and with their second step."""

from collections.abc import Callable
from functools import wraps

from django.http import Http404, HttpRequest, HttpResponse

from accounts.kept_forms import keep, signed_in
from accounts.second_factor import is_done, to_second_step
from contact.keeping import kept_by_nobody
from contact.models import Receiver


def for_receivers(view: Callable) -> Callable:
    """Whoever is not signed in is asked to; to anybody else than receivers of today it is not there.

    What she sent is kept until she is signed in, with her second step.
    """

    @wraps(view)
    @signed_in
    def guarded(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if not Receiver.objects.filter(user=request.user).exists():
            raise Http404
        if not is_done(request):
            if request.method == "POST":
                keep(request)
            return to_second_step(request)
        return kept_by_nobody(view(request, *args, **kwargs))

    return guarded
