"""Signing in by a code from an e-mail, and signing in again before something that matters."""

from urllib.parse import urlencode

from allauth.account.adapter import get_adapter
from allauth.account.utils import get_next_redirect_url
from allauth.account.views import ConfirmLoginCodeView, RequestLoginCodeView
from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.forms import CodeForm, SignInForm


class SignInView(RequestLoginCodeView):
    form_class = SignInForm
    template_name = "accounts/sign_in.html"
    http_method_names = ["get", "head", "post"]

    def get_context_data(self, **kwargs) -> dict:
        return super().get_context_data(**kwargs) | {"city": city_sign_in(self.request)}


class CodeView(ConfirmLoginCodeView):
    form_class = CodeForm
    template_name = "accounts/code.html"
    http_method_names = ["get", "head", "post"]


def city_sign_in(request: HttpRequest) -> dict | None:
    """The button of the city's own sign-in, where there is one; it leads on to where one wanted to go."""
    city = settings.CITY_SIGN_IN
    if not city.is_on:
        return None
    address = reverse("openid_connect_login", args=[city.provider_id])
    going_on = get_next_redirect_url(request)
    return {"name": city.name, "url": f"{address}?{urlencode({'next': going_on})}" if going_on else address}


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in_again(request: HttpRequest) -> HttpResponse:
    """Ask whether it is still the same person: a button signs her out, and she signs in once more."""
    going_on = get_next_redirect_url(request) or reverse("account")
    if request.method == "POST":
        get_adapter().logout(request)
        return redirect_to_login(going_on)
    return render(request, "accounts/sign_in_again.html", {"next": going_on})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def sign_out(request: HttpRequest) -> HttpResponse:
    """A button signs out; a link, or a picture in somebody else's page, does not."""
    going_on = get_next_redirect_url(request) or reverse("front")
    if request.method == "POST":
        get_adapter().logout(request)
        answer = HttpResponseRedirect(going_on)
        # What the workspace kept of half-written forms, on a machine that others use too
        answer["Clear-Site-Data"] = '"storage"'
        return answer
    if request.user.is_anonymous:
        return HttpResponseRedirect(going_on)
    return render(request, "accounts/sign_out.html")
