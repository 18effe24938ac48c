"""The site, with a page that takes a form."""

from django.conf.urls.i18n import i18n_patterns
from django.http import HttpResponse
from django.urls import path
from django.views.decorators.http import require_http_methods

from config import urls


@require_http_methods(["GET", "HEAD", "POST"])
def form(request):
    return HttpResponse("changed" if request.method == "POST" else "a form")


urlpatterns = [*i18n_patterns(path("form/", form)), *urls.urlpatterns]
