"""Addresses whose only page fails."""

from django.urls import path

handler500 = "config.errors.server_error"


def broken(request):
    raise RuntimeError


urlpatterns = [path("fi/", broken)]
