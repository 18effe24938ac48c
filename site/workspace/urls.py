"""Addresses of the workspace. The second segment says which partner one is in."""

from django.urls import path

from workspace.views import home

app_name = "workspace"

urlpatterns = [
    path("", home.chooser, name="chooser"),
    path("<slug:organization>/", home.home, name="home"),
]
