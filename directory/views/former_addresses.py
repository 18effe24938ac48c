"""Old addresses of what was renamed or merged: they lead on to the present one."""

from collections.abc import Callable
from functools import wraps

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.urls import reverse

from directory.models import FormerAddress

View = Callable[..., HttpResponse]


def follows_former_addresses(public: Callable[[], QuerySet]) -> Callable[[View], View]:
    """Where a view of one object finds none, look for the object that had this slug, among the public ones.

    The answer keeps the reader's language and what stands after the question mark.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def answer(request: HttpRequest, slug: str) -> HttpResponse:
            try:
                return view(request, slug)
            except Http404:
                if not (present := _present_slug(public(), slug)):
                    raise
            return _led_on(request, present)

        return answer

    return decorate


def _present_slug(public: QuerySet, slug: str) -> str | None:
    former = FormerAddress.objects.filter(kind=public.model._meta.model_name, slug=slug)
    return public.filter(pk__in=former.values("object_id")).values_list("slug", flat=True).first()


def _led_on(request: HttpRequest, slug: str) -> HttpResponse:
    address = reverse(request.resolver_match.view_name, args=[slug])
    asked = request.META.get("QUERY_STRING", "")
    return HttpResponsePermanentRedirect(f"{address}?{asked}" if asked else address)
