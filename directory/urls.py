"""Addresses of listings, organisations and places."""

from django.urls import path

from directory.views import organizations, places, services

urlpatterns = [
    path("services/<slug:slug>/", services.service, name="service"),
    path("organizations/<slug:slug>/", organizations.organization, name="organization"),
    path("places/<slug:slug>/", places.place, name="place"),
]
