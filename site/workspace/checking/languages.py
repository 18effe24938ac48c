"""Which languages a person checks, and a view for whoever checks any."""

from collections.abc import Callable
from functools import wraps

from django.http import Http404, HttpRequest, HttpResponse

from accounts.kept_forms import signed_in
from directory.models import LanguageChecker
from workspace.partners import private


def for_checker(view: Callable) -> Callable:
    """A view of a language checker: `view(request, codes, …)`. To anybody else it is not there."""

    @wraps(view)
    @signed_in
    def guarded(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if codes := checked_languages(request.user):
            return private(view(request, codes, *args, **kwargs))
        raise Http404

    return guarded


def checked_languages(user) -> list[str]:
    found = LanguageChecker.objects.filter(user=user).order_by("language_code")
    return list(found.values_list("language_code", flat=True))
