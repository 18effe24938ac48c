"""Pages of what was deleted while somebody had it open."""

from collections.abc import Callable
from functools import wraps

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

View = Callable[..., HttpResponse]


def told_when_gone(list_name: str) -> Callable[[View], View]:
    """Who sends a form of what is not there any more reads so in the list; other addresses are not found."""

    def decorate(view: View) -> View:
        @wraps(view)
        def told(request: HttpRequest, *args, **kwargs) -> HttpResponse:
            try:
                return view(request, *args, **kwargs)
            except (Http404, ObjectDoesNotExist):
                if request.method != "POST":
                    raise
            messages.error(request, _("It was deleted meanwhile. Nothing was changed."))
            return redirect(list_name)

        return told

    return decorate
