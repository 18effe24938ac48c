"""Addresses of language checkers: `/checking/…`."""

from django.urls import path

from workspace.checking import views

app_name = "checking"

urlpatterns = [
    path("", views.waiting, name="waiting"),
    path("<slug:slug>/<slug:code>/", views.text, name="text"),
]
