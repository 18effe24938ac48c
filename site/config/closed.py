"""Parts of Wagtail's admin that nobody here uses. They are not there, so nobody meets what they cannot do."""

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import re_path

PARTS = (
    # Whoever works here signs in on the public side, without a password
    "login",
    "password_reset",
    # No address serves documents, and their pages fail without one
    "documents",
    "api/main/documents",
    # Asks other sites for what is to be shown of them
    "embeds",
    # Makes an error, to try how errors are told of
    "failwhale",
    # In the window where one is chosen nothing is made
    r"snippets/choose/\w+/\w+/create",
)


def closed(request: HttpRequest) -> HttpResponse:
    raise Http404(request.path_info)


urlpatterns = [re_path(rf"^(?:{'|'.join(PARTS)})/", closed, name="closed")]
