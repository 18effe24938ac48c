"""Addresses of the desk that are shared with whoever is to see them."""

from django.urls import path

from desk.views import unmet

urlpatterns = [path("missing/<str:key>/", unmet.missing, name="missing")]
