"""Parts of Wagtail's admin that nobody here uses. They are not there, so nobody meets what they cannot do."""

from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import path, re_path, reverse

PARTS = (
    # Whoever works here signs in on the public side, without a password
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


def to_sign_in(request: HttpRequest) -> HttpResponse:
    """Wagtail's own log-in is not there: whoever knows its address is led to ours."""
    going_on = request.GET.get("next") or reverse("wagtailadmin_home")
    return HttpResponseRedirect(f"{reverse('account_login')}?{urlencode({'next': going_on})}")


urlpatterns = [
    path("login/", to_sign_in, name="admin_login"),
    re_path(rf"^(?:{'|'.join(PARTS)})/", closed, name="closed"),
]
