"""Addresses of listings, organisations, networks and places."""

from django.urls import path

from directory.views import networks, organizations, places, services

urlpatterns = [
    path("services/<slug:slug>/", services.service, name="service"),
    path("organizations/", organizations.organizations, name="organizations"),
    path("organizations/<slug:slug>/", organizations.organization, name="organization"),
    path("networks/", networks.networks, name="networks"),
    path("networks/<slug:slug>/", networks.network, name="network"),
    path("places/family-centres/", places.family_centres, name="family_centres"),
    path("places/<slug:slug>/", places.place, name="place"),
]
